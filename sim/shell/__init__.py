"""The shell of the commands: where configuration is found, how it becomes a study, lists, and progress for a person."""
