"""What the demo site shows: the source document's facts, and sample data plainly marked as such."""
