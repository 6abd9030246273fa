"""What is said of a funding call."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from wagtail_ngo.domain.items import Item


@dataclass(frozen=True)
class CallItem(Item):
    kind: str = "call"
    funder: str = ""
    deadline: datetime.datetime | None = None
    amount: str = ""
    own_contribution: str = ""
    eligible: str = ""
    areas: tuple[str, ...] = ()
    # When the signed printout has to arrive, if that is another moment.
    paper_deadline: datetime.datetime | None = None
    # An offer of art. 19a is remarked upon until the deadline, not answered.
    takes_remarks: bool = False
    # Where the call itself is announced; ``url`` is our page about it.
    call_url: str = ""
