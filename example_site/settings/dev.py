"""The town site on a developer's machine: an SQLite file, or the database of DATABASE_URL."""

import os

from example_site.settings.base import *  # noqa: F403

DEBUG = True
# Never used in production: a real site keeps its own key out of the repository.
SECRET_KEY = "the-example-site-has-no-secrets"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", ".localhost"]

if os.environ.get("DATABASE_URL"):
    import dj_database_url  # -- optional dependency

    DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"])}
    if "postgresql" in DATABASES["default"]["ENGINE"]:
        INSTALLED_APPS.append("django.contrib.postgres")  # noqa: F405
else:
    VAR_DIR.mkdir(parents=True, exist_ok=True)  # noqa: F405
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR_DIR / "town.sqlite3",  # noqa: F405
        }
    }
