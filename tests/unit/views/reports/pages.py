"""Dates, blocks and pages of reports, for the tests of this folder."""

import datetime

from bs4 import BeautifulSoup

from tests.factories.events import OccurrenceFactory
from wagtail_ngo.enums import CountsAs


def meeting(month: int, **fields):
    starts_at = datetime.datetime(2017, month, 10, 16, tzinfo=datetime.UTC)
    return OccurrenceFactory(starts_at=starts_at, counts_as=CountsAs.MEETING, **fields)


def text_block(html: str) -> dict:
    return {"type": "text", "value": html}


def soup(client, url: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(url).content, "html.parser")
