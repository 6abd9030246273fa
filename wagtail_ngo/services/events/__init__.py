"""Events and their dates at work: what is done with its models."""
