"""The example town as a server of a real site shows it: no DEBUG, compressed, files for ever."""

import os
from pathlib import Path

from example_site.settings.dev import *  # noqa: F403

DEBUG = False
MIDDLEWARE.insert(0, "django.middleware.gzip.GZipMiddleware")  # noqa: F405
# Under https a front server does this; here the measured address is http://localhost.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_ROOT = VAR_DIR / "lighthouse" / "static"  # noqa: F405
MEDIA_ROOT = Path(os.environ.get("NGO_MEDIA") or MEDIA_ROOT)  # noqa: F405
LOGGING_CONFIG = None
