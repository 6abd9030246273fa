"""Ways of erasing that are not plain deleting or taking out of a text, and what is certain."""

from __future__ import annotations

import datetime
import json
import secrets
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from wagtail_ngo.domain.people.traces import Traces, redact
from wagtail_ngo.models import (
    BulletinDelivery,
    BulletinSubscriber,
    ContactChannel,
    EventOrganization,
    NGOPage,
    OutgoingMail,
    Representative,
)
from wagtail_ngo.services.people import register
from wagtail_ngo.services.people.rows import placeholder, redacted, write


def empty_representative(row: Representative, subject, *, now: datetime.datetime) -> None:
    """Take name and addresses away; figures of past years keep their sums."""
    row.consents.all().delete()
    row.name = _("Erased person")
    row.role = row.email = row.phone = ""
    row.term_from = row.term_until = row.keep_until = None
    row.may_represent = row.is_public = False
    row.erased_on = timezone.localdate(now)
    row.save()
    forget_log_of(row)


def erase_mail(row: OutgoingMail, subject, *, now: datetime.datetime) -> None:
    """Messages to her go; in one to somebody else she may be named."""
    if subject.traces.kinds_in(row.recipient):
        row.delete()
    else:
        fields = ["subject", "text", "html", "context", "error"]
        write(row, redacted(row, fields, subject.traces))


def forget_subscriber(row: BulletinSubscriber, subject, *, now: datetime.datetime) -> None:
    """Delete the address; the copies it got stay counted but lead nowhere."""
    for delivery in BulletinDelivery.objects.filter(address_hash=row.address_hash):
        delivery.address_hash = secrets.token_hex(32)
        delivery.save(update_fields=["address_hash"])
    row.delete()


def forget_log_of(row: Model) -> None:
    """The log keeps what was done to the row and when, but no longer whose it was."""
    entries = ModelLogEntry.objects.for_instance(row)
    entries.update(label=nameless_label(type(row), row.pk), data={})


def nameless_label(model: type[Model], pk: Any) -> str:
    return f"{model._meta.verbose_name} {pk}"


def redact_revision(row: Revision, subject, *, now: datetime.datetime) -> None:
    """Take the person out of an old version, by the register's entries of what it is a version of.

    Titles and addresses of pages stay: an editor decides about those.
    """
    model = row.content_type.model_class()
    values = redacted(row, ["object_str"], subject.traces)
    if model is not None:
        content = redact_content(row.content, model, subject.traces)
        if content != row.content:
            values["content"] = content
    write(row, values)


def redact_content(content: dict[str, Any], model: type[Model], traces: Traces) -> dict[str, Any]:
    """Serialised content of one object, its rows of child models included."""
    content = dict(content)
    for data in register.entries_of(model):
        if data.erase != register.Erasure.LOOK:
            content |= {
                name: _redact_json(content[name], traces) for name in data.fields if name in content
            }
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if isinstance(content.get(name), list):
            content[name] = _redact_children(content[name], relation.related_model, traces)
    return content


def _redact_children(rows: list[dict], model: type[Model], traces: Traces) -> list[dict]:
    deleted = [data for data in register.entries_of(model) if data.erase == register.Erasure.DELETE]
    fields = [name for data in deleted for name in data.fields]
    return [
        redact_content(row, model, traces)
        for row in rows
        if not any(traces.kinds_in(row.get(name)) for name in fields)
    ]


def _redact_json(value: Any, traces: Traces) -> Any:
    """Stream fields are JSON within the JSON of a version."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            parsed = json.loads(value)
        except ValueError:
            return redact(value, traces, placeholder=placeholder())
        after = redact(parsed, traces, placeholder=placeholder())
        return json.dumps(after) if after != parsed else value
    return redact(value, traces, placeholder=placeholder())


# What is certainly hers


def always(row: Model, subject, kinds: set[str]) -> bool:
    """A namesake loses nothing by it."""
    return True


def is_private_channel(row: ContactChannel, subject, kinds: set[str]) -> bool:
    """A public address may be the organization's own, which she had used."""
    return not row.is_public


def is_own_revision(row: Revision, subject, kinds: set[str]) -> bool:
    return "address" in kinds or _is_her_page(row.object_id, subject)


def is_own_page_log_entry(row: PageLogEntry, subject, kinds: set[str]) -> bool:
    return "address" in kinds or _is_her_page(row.page_id, subject)


def is_own_log_entry(row: ModelLogEntry, subject, kinds: set[str]) -> bool:
    if "address" in kinds:
        return True
    is_hers = subject.person is not None and row.object_id == str(subject.person.pk)
    return is_hers and row.content_type.model_class() is Representative


def _is_her_page(pk: Any, subject) -> bool:
    """Whether a page is her organization's entry, or an event it hosts."""
    organization = subject.organization_id
    if organization is None:
        return False
    if str(pk) == str(organization):
        return NGOPage.objects.filter(pk=organization).exists()
    return EventOrganization.objects.filter(page=pk, organization=organization).exists()
