"""What it means: outcomes, causes and delay cost of a replication, and estimates over many; tables in, tables out."""
