"""The xlsx and csv engine: what a column is, reading in a child process, writing."""
