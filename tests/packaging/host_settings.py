"""The odd host of the tests, made odder by the environment: see ``test_hosts``."""

import json
import os

from tests.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, *json.loads(os.environ.get("HOST_APPS", "[]"))]  # noqa: F405
globals().update(json.loads(os.environ.get("HOST_SETTINGS", "{}")))
