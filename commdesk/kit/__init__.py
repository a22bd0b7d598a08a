"""Qt building blocks; knows no feature."""
