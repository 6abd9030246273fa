"""Activity reports as pure values."""
