"""The page of the docs that shows the register of personal data. ``--write`` renews it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "personal-data.md"
INTRODUCTION = """# Personal data

Whose data this package keeps, why, for how long, and what erasing a person does to them. The tables come from the register in
`services/people/personal_data.py`, from which export, erasure and retention work too, so that they cannot say different things.
`manage.py ngo_privacy sheet --language pl` prints the same for your own records of processing (GDPR art. 30), with
what your site has registered besides. [How to answer a person's request](../how-to/privacy.md)

"""  # noqa: E501 -- as wide as the other pages


def page() -> str:
    from django.utils import translation

    from wagtail_ngo.services.people import sheet

    with translation.override("en"):
        return INTRODUCTION + sheet.markdown(app_label="wagtail_ngo")


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
