"""Signals that hosts may connect to."""

from django.dispatch import Signal

# Sent after the dates of an event page were rebuilt. Arguments: page, changes.
occurrences_rebuilt = Signal()
# Sent when an issue got an edition, within its transaction. Arguments: edition.
bulletin_edition_frozen = Signal()
# Sent after the files of a bulletin issue were stored. Arguments: page.
bulletin_issued = Signal()
# Sent while a person's data are erased, within its transaction, so that other apps erase theirs.
# Arguments: person (still complete).
person_erased = Signal()
# Sent while a person's data are exported. Receivers return a dict that joins the file.
# Arguments: person.
person_exported = Signal()
# Sent when a message to one person was put into the outbox, within its transaction.
# Arguments: mail.
mail_queued = Signal()
