"""One drawer per feature."""
