"""Write ``wagtail_ngo/migrations/0001_initial.py`` so that it runs on every supported host.

Run with the oldest supported Wagtail and Django. Django writes the models of *this* project into
the file; a host may have other image, document and user models, so the references are replaced by
their swappable form, and the page pointer by its literal.
"""

import re
from pathlib import Path

import wagtail
from django.core.management import BaseCommand, CommandError, call_command

import wagtail_ngo

MIGRATIONS = Path(wagtail_ngo.__file__).parent / "migrations"
SWAPPABLE = {
    "wagtailimages": ("image", "wagtail.images", "get_image_model_string"),
    "wagtaildocs": ("document", "wagtail.documents", "get_document_model_string"),
}


def make_portable(source: str) -> str:
    """The text of a migration with every swappable model named by its setting."""
    imports, dependencies = "", ""
    for app, (model, module, function) in SWAPPABLE.items():
        source, used = re.subn(rf"to=['\"]{app}\.{model}['\"]", f"to={function}()", source)
        source = re.sub(rf"\n *\(['\"]{app}['\"], ['\"]\w+['\"]\),", "", source)
        if used:
            imports += f"from {module} import {function}\n"
            dependencies += f"        migrations.swappable_dependency({function}()),\n"
    source = source.replace("    dependencies = [\n", f"    dependencies = [\n{dependencies}", 1)
    return source.replace("from django.db import", f"{imports}from django.db import", 1)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--squash", action="store_true", help="start again from an empty 0001")

    def handle(self, *args, squash, **options):
        if wagtail.VERSION[:2] != (7, 4):
            raise CommandError("Make package migrations with Wagtail 7.4, the oldest supported.")
        # With --squash the later, hand-written migrations step aside while 0001 is made again.
        aside = {}
        if squash:
            (MIGRATIONS / "0001_initial.py").unlink(missing_ok=True)
            for path in MIGRATIONS.glob("0*.py"):
                aside[path] = path.read_text()
                path.unlink()
        before = set(MIGRATIONS.glob("0*.py"))
        try:
            call_command(
                "makemigrations",
                "wagtail_ngo",
                include_header=False,
                interactive=False,
                verbosity=0,
            )
            for path in sorted(set(MIGRATIONS.glob("0*.py")) - before):
                path.write_text(make_portable(path.read_text()))
                self.stdout.write(f"made {path.name}")
        finally:
            for path, text in aside.items():
                path.write_text(text)
