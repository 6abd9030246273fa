"""Events and their dates in the database."""
