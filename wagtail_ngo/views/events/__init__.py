"""Events and their dates in public."""
