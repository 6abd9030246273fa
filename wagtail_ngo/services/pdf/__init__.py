"""PDF at work: what is done with its models."""
