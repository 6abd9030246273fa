"""Load a file of a public register, from which editors fill entries by a number."""

import datetime
from dataclasses import replace
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from wagtail_ngo.admin.directory.imports import import_limits, table_error_message
from wagtail_ngo.domain.tables.errors import TableError
from wagtail_ngo.domain.tables.limits import Limits
from wagtail_ngo.services.directory import registers

#: A register of the whole country is larger than what editors import.
LARGEST = {"size": 500_000_000, "unpacked": 2_000_000_000, "rows": 1_000_000}
REASONS = {
    "person": "a natural person",
    "elsewhere": "a seat in another town",
    "no_name": "no name",
    "no_number": "no KRS, NIP or REGON that can be read",
    "double": "a number that an earlier row has",
}


class Command(BaseCommand):
    help = (
        "Reads a public register of organizations (.csv, .xlsx, .ods, .xls) into a table of its "
        "own: name, legal form, KRS, NIP, REGON and seat, nothing else. Editors fill entries from "
        "it by a number. A newer file of the same --name replaces the rows; the same file again "
        "changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--as-of", type=day, required=True, metavar="YYYY-MM-DD",
            help="day of the data; editors see it beside what is offered",
        )  # fmt: skip
        parser.add_argument("--name", default="KRS", help="what the register is called (KRS)")
        parser.add_argument(
            "--town", action="append", default=[], dest="towns", metavar="TOWN",
            help="only organizations with their seat here; may be given several times",
        )  # fmt: skip

    def handle(self, *, file, as_of, name, towns, **options):
        now = timezone.now()
        if as_of > timezone.localdate(now):
            raise CommandError("--as-of is a day to come: give the day of the data.")
        try:
            with file.open("rb") as stream:
                loaded = registers.load(
                    stream, name=name[:100], file_name=file.name, as_of=as_of, towns=towns,
                    limits=limits(), now=now,
                )  # fmt: skip
        except OSError as error:
            raise CommandError(str(error)) from error
        except TableError as error:
            raise CommandError(table_error_message(error)) from error
        self.report(loaded, name, as_of)

    def report(self, loaded, name, as_of):
        self.stdout.write(f"{name}, data as of {as_of:%Y-%m-%d}")
        for column, key in loaded.columns.items():
            self.stdout.write(f"  read: {column} as {key}")
        if loaded.ignored:
            self.stdout.write(f"  not read: {', '.join(loaded.ignored)}")
        if loaded.is_known:
            self.stdout.write("This file was loaded before: nothing to do.")
            return
        self.stdout.write(
            f"{loaded.added} added, {loaded.changed} changed, {loaded.removed} removed, "
            f"{loaded.unchanged} unchanged"
        )
        for reason, count in sorted(loaded.left_out.items()):
            self.stdout.write(f"  left out: {count} ({REASONS[reason]})")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def limits() -> Limits:
    usual = import_limits()
    larger = {name: max(size, getattr(usual, name)) for name, size in LARGEST.items()}
    return replace(usual, **larger)
