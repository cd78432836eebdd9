"""What tables, charts and pages read off a results folder, before any of them shows it."""
