"""Downloads of the bulletin's files, counted by day."""

from __future__ import annotations

import datetime

from django.db import Error, transaction

from wagtail_ngo.enums import CountedUse
from wagtail_ngo.models import BulletinFile
from wagtail_ngo.services import daily_counts


def count_download(file: BulletinFile, *, today: datetime.date) -> None:
    """Add one download of ``file``. A database that takes no writes now loses one, no more."""
    try:
        with transaction.atomic():
            daily_counts.add(
                CountedUse.DOWNLOAD, day=today, key=key_of(file), label=file.download_name
            )
    except Error:
        return


def key_of(file: BulletinFile) -> str:
    """The same for every edition of an issue: a correction is no other file to its readers."""
    return f"{file.edition.issue_id}/{file.variant}"
