"""Model fields over the domain room."""

from recurrence.fields import RecurrenceField as BaseRecurrenceField


class RecurrenceField(BaseRecurrenceField):
    """A repeat rule (RFC 5545 §3.8.5.3) as text."""
