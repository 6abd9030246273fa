"""The odd host of the tests, made odder by the environment: see ``test_hosts``."""

import json
import os

from tests.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, *json.loads(os.environ.get("HOST_APPS", "[]"))]  # noqa: F405
# Wagtail 7.4's own page manager, under the newest release of treebeard that it accepts.
# W165: a fresh host has not chosen its privacy notice yet.
SILENCED_SYSTEM_CHECKS = ["treebeard.E001", "wagtail_ngo.W165"]
if os.environ.get("HOST_ON_MARIADB"):
    import pymysql  # -- pure Python: no header of the database is needed to install it

    pymysql.install_as_MySQLdb()
globals().update(json.loads(os.environ.get("HOST_SETTINGS", "{}")))
