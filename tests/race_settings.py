"""The test host as a server of its own, for races between processes."""

import os

from tests.settings import *  # noqa: F403

WAGTAIL_NGO = {"REGISTRATIONS_PER_HOUR": 1_000_000}
if os.environ.get("NGO_NAIVE"):
    WAGTAIL_NGO["VIEWS"] = {
        "registration.pages.register_for_date": "tests.naive_registration.register",
    }
