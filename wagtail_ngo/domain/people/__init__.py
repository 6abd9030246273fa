"""What tells a person in text."""
