"""The odd host of the tests, made odder by the environment: see ``test_hosts``."""

import json
import os

from tests.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, *json.loads(os.environ.get("HOST_APPS", "[]"))]  # noqa: F405
if os.environ.get("HOST_ON_MARIADB"):
    import pymysql  # -- pure Python: no header of the database is needed to install it

    pymysql.install_as_MySQLdb()
globals().update(json.loads(os.environ.get("HOST_SETTINGS", "{}")))
