"""The bulletin at work: what is done with its models."""
