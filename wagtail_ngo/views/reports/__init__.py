"""Activity reports in public."""
