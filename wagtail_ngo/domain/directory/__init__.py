"""The directory of organizations as pure values."""
