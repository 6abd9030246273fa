"""A process to which Pango is hidden: the site checks, serves HTML, issues a bulletin.

Run as ``python -m tests.integration.without_pango``; prints one line of JSON.
"""

import ctypes
import json
import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["DATABASE_URL"] = ""


def hide(name_part: str) -> None:
    """Make both ways of loading a library refuse those with ``name_part`` in their name."""
    import cffi

    for owner, method in ((cffi.FFI, "dlopen"), (ctypes.CDLL, "__init__")):
        load = getattr(owner, method)

        def refuse(self, name=None, *arguments, _load=load, **options):
            if name_part in str(name):
                raise OSError(f"{name}: cannot open shared object file")
            return _load(self, name, *arguments, **options)

        setattr(owner, method, refuse)


def main() -> dict:
    import django

    django.setup()
    from django.core.checks import run_checks
    from django.test import Client
    from django.test.utils import setup_test_environment

    from tests.database import databases
    from tests.factories.bulletin import BulletinIssueFactory, publish
    from wagtail_ngo.models import BulletinFile

    setup_test_environment()
    with databases():
        messages = [m.id for m in run_checks() if m.id.startswith("wagtail_ngo")]
        issue = publish(BulletinIssueFactory(title="Biuletyn bez Pango"))
        client = Client()
        page, pdf = client.get(issue.url), client.get(f"{issue.url}pdf/web/")
        file = BulletinFile.objects.filter(edition__issue=issue).first()
        return {
            "messages": messages,
            "page": [page.status_code, issue.title in page.text],
            "pdf": pdf.status_code,
            "file": [file.status, file.error],
        }


if __name__ == "__main__":
    hide("pango")
    print("RESULT " + json.dumps(main()))  # noqa: T201
