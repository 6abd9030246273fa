"""Rules of council elections: calendar, candidates, roll, count, result. No votes are cast here."""
