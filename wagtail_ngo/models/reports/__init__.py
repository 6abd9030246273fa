"""Activity reports in the database."""
