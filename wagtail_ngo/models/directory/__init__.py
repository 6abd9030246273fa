"""The directory of organizations in the database."""
