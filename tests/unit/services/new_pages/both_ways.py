"""What a piece of work leaves in every table, so that two ways of doing it can be compared."""

import re

import time_machine
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from recurrence import Recurrence, serialize
from wagtail.blocks import StreamValue

#: Random for every row, by whichever way it is written.
RANDOM = {"uuid", "translation_key", "token", "password"}
RANDOM |= {"nonce", "message_id", "base64"}
#: The length of a title beside the mean of those that are indexed already: it moves all the time.
RANDOM |= {"title_norm"}
#: Keys of blocks, within texts.
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: Signed links in letters.
_LINK = re.compile(r"[\w-]+:[\w-]+:[\w-]{43}")


def rows_left_by(work, *, now):
    """Table → the rows that the work leaves, sorted texts; with what it returned. It is undone.

    Primary keys count on from what is there: the same work leaves the same keys.
    """
    with time_machine.travel(now, tick=False):
        point = transaction.savepoint()
        _count_on()
        result = work()
        content = {
            label: sorted(_LINK.sub("link", _UUID.sub("uuid", repr(_plain(row)))) for row in rows)
            for label, rows in _tables().items()
            if rows
        }
        transaction.savepoint_rollback(point)
    return content, result


def _count_on():
    """A rollback leaves the counters of PostgreSQL where they were."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _tables():
    """Rows of every table, without what is random."""
    content = {}
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        fields = model._meta.local_concrete_fields
        names = [one.attname for one in fields if one.attname not in RANDOM]
        # Which row of a set came first is nobody's promise.
        if model._meta.label in _UNORDERED or model._meta.auto_created:
            names = [name for name in names if name != model._meta.pk.attname]
        content[model._meta.label] = list(model._base_manager.values(*names))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT autocomplete, title, body FROM wagtailsearch_indexentry_fts")
            content["fts"] = cursor.fetchall()
    return content


_UNORDERED = {"wagtailcore.ReferenceIndex", "wagtailsearch.IndexEntry", "wagtailcore.PageLogEntry"}


def _plain(value):
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if key not in RANDOM}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, StreamValue):
        return list(value.raw_data)
    return serialize(value) if isinstance(value, Recurrence) else value
