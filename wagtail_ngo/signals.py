"""Signals that hosts may connect to."""

from django.dispatch import Signal

# Sent after the dates of an event page were rebuilt. Arguments: page, changes.
occurrences_rebuilt = Signal()
# Sent when an issue got an edition, within its transaction. Arguments: edition.
bulletin_edition_frozen = Signal()
# Sent after the files of a bulletin issue were stored. Arguments: page.
bulletin_issued = Signal()
