"""What a form tells before somebody writes into it (GDPR art. 13): from the register of data."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Site

from wagtail_ngo.models import NGOSettings
from wagtail_ngo.services.people import register

# The sheet for the office names the settings; visitors do not change them.
_SETTING = re.compile(r" \([A-Z][A-Z_]+\)|\b[A-Z]+_[A-Z_]+\b ?")


@dataclass(frozen=True)
class Notice:
    """Parts of sentences, and the address of the site's notice or ""."""

    purpose: str
    basis: str
    kept: str
    url: str


def notice(request: HttpRequest, model: str, *, kept: bool = True) -> Notice:
    """What is said beside a form whose data go into ``model``, such as "wagtail_ngo.Registration".

    ``kept=False`` leaves out how long, where the form says it more exactly.
    """
    data = next(entry for entry in register.entries() if entry.model == model)
    site = Site.find_for_request(request)
    return Notice(
        purpose=str(data.purpose),
        basis=str(data.basis),
        kept=_SETTING.sub("", str(data.kept)) if kept else "",
        url=NGOSettings.of(site).privacy_address,
    )
