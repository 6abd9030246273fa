"""Models of the odd host."""
