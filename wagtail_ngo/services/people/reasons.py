"""Whose data, what for, on what basis: the words that entries of the register share."""

from django.utils.translation import gettext_lazy as _

PUBLIC_TASK = _("task in the public interest (GDPR art. 6(1)(e))")
CONSENT = _("consent (GDPR art. 6(1)(a))")
PRESS = _("freedom of expression and archiving (GDPR art. 17(3)(a) and (d), art. 85)")
ACCOUNTABILITY = _("accountability (GDPR art. 5(2), art. 32)")

SPEAKING = _("people who speak for organizations")
SENDERS = _("people who wrote to the office")
NAMED = _("people named in texts of organizations and events")
CONTACTS = _("contact persons")
STAFF = _("people named in the office's own notes")

DIRECTORY = _("keeping the directory true and reaching organizations")
PUBLISHING = _("telling residents about organizations and events")
ANSWERING = _("looking into what was reported, and answering")
TRACING = _("knowing who changed what, and taking it back")

WHILE_PUBLISHED = _("as long as the text is published")
WITH_PARENT = _("as long as what it belongs to")
COUNTING = _("knowing how many people came")
