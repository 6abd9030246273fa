/* The directory search works without this file; with it, results replace themselves. */
