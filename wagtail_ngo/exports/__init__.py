"""Pages and querysets as values, text and bytes for others: pages, feeds, files. Still no HTTP."""
