"""Activity reports at work: figures, their words and records, freezing."""
