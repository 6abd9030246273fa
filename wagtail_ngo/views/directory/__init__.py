"""The directory of organizations in public."""
