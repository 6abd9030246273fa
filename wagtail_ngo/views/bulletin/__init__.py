"""The bulletin in public."""
