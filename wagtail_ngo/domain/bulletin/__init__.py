"""The bulletin as pure values."""
