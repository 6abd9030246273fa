"""The town site under test: a database of its own, fast passwords, files in a temporary folder."""

import os
import tempfile

from example_site.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# One folder for each worker and the processes that it starts, such as those that make files.
_MEDIA = "EXAMPLE_SITE_MEDIA_" + os.environ.get("PYTEST_XDIST_WORKER", "")
if _MEDIA not in os.environ:
    os.environ[_MEDIA] = tempfile.mkdtemp(prefix="example-site-media-")
MEDIA_ROOT = os.environ[_MEDIA]
WAGTAILADMIN_BASE_URL = "http://testserver"
# A test that presses "Publish" must not meet the draft that Wagtail saves by itself.
WAGTAIL_AUTOSAVE_INTERVAL = 0
# The suites of the PDF engine make the other variants.
WAGTAIL_NGO = {**WAGTAIL_NGO, "PDF_VARIANTS": ("web",)}  # noqa: F405

if os.environ.get("DATABASE_URL"):
    import dj_database_url  # -- optional dependency

    DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"])}
    if "postgresql" in DATABASES["default"]["ENGINE"]:
        INSTALLED_APPS.append("django.contrib.postgres")  # noqa: F405
else:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
