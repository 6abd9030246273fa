"""Events and their dates in the admin."""
