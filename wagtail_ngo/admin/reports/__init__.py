"""Activity reports in the admin."""
