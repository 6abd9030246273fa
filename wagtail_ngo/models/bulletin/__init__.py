"""The bulletin in the database."""
