"""The organiser's desk: dates, registrations, check-in, closing. Each endpoint asks who may."""
