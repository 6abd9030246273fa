"""Events and their dates as pure values."""
