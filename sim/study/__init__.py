"""Many replications of many scenarios: rows, batches, executors, the store, tables and provenance."""
