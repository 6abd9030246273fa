"""Export the entries of a directory as CSV or XLSX."""

import shutil
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from wagtail_ngo.exports.directory import tables
from wagtail_ngo.models import NGODirectoryPage, NGOPage


class Command(BaseCommand):
    help = (
        "Write the entries of a directory to FILE (.csv or .xlsx): what the public may see, or "
        "with --internal every field of every entry, drafts too."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--directory", type=int, help="page id; needed if there are several")
        parser.add_argument("--internal", action="store_true", help="every field; for the office")

    def handle(self, *, file, directory, internal, **options):
        directories = NGODirectoryPage.objects.all()
        if directory:
            directories = directories.filter(pk=directory)
        if directories.count() != 1:
            raise CommandError("Say which --directory.")
        directory = directories.get()
        entries = NGOPage.objects.descendant_of(directory).order_by("sort_key", "pk")
        if internal:
            rows = tables.internal_rows(entries)
        else:
            visible = entries.visible_to(None, site=directory.get_site())
            rows = tables.public_rows(visible, today=timezone.localdate())
        if file.suffix == ".xlsx":
            with tables.xlsx_file(rows) as source, file.open("wb") as target:
                shutil.copyfileobj(source, target)
        elif file.suffix == ".csv":
            with file.open("w", encoding="utf-8", newline="") as target:
                target.writelines(tables.csv_lines(rows))
        else:
            raise CommandError("The file's name must end with .csv or .xlsx.")
        self.stdout.write(f"Wrote {file}.")
