"""Who gets a seat, when, and what may follow what."""
