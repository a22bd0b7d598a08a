"""Qt-free foundations; knows no feature."""
