"""The directory of organizations for others: feeds, files, data."""
