"""The directory of organizations in the admin."""
