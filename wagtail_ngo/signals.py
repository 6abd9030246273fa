"""Signals that hosts may connect to."""

from django.dispatch import Signal

# Sent after the dates of an event page were rebuilt. Arguments: page, changes.
occurrences_rebuilt = Signal()
# Sent before it, once for all pages whose dates were rebuilt together. Arguments: pages.
occurrences_rebuilt_together = Signal()
# Sent within the transaction in which stored dates change, also when their page is unpublished or
# deleted. Arguments: page, changes (a list of domain.events.date_changes.DateChange: old and new
# values of each date). Not sent for dates that are added, or removed while nobody is registered.
occurrences_changed = Signal()
# Sent when an alias of an event was made; Wagtail tells of its later changes. Arguments: page.
event_alias_created = Signal()
# Sent within the transaction in which a date is closed or opened again.
# Arguments: occurrence, closing (on reopening as it was).
occurrence_closed = Signal()
occurrence_reopened = Signal()
# Sent when an issue got an edition, within its transaction. Arguments: edition.
bulletin_edition_frozen = Signal()
# Sent after the files of a bulletin issue were stored. Arguments: page.
bulletin_issued = Signal()
# Sent while a person's data are erased, within its transaction, so that other apps erase theirs.
# Arguments: person (still complete).
person_erased = Signal()
# Sent within its transaction when a person's data are gone, so that what was made of them is made
# again. Arguments: pages (those in which something was erased), now.
personal_data_erased = Signal()
# Sent while a person's data are exported. Receivers return a dict that joins the file.
# Arguments: person.
person_exported = Signal()
# Sent when a count of an election was confirmed, within its transaction. Arguments: count.
election_validated = Signal()
# Sent when a message to one person was put into the outbox, within its transaction.
# Arguments: mail.
mail_queued = Signal()
