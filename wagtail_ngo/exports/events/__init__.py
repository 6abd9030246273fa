"""Events and their dates for others: feeds, files, data."""
