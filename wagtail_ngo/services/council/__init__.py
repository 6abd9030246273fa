"""Elections from nomination to composition. Each thing that happens has one function here."""
