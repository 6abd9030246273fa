"""Registrations at work: seats, the waiting list, mails, the organiser's desk, who was there."""
