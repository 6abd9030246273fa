"""Import events from iCalendar files."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from wagtail_ngo.domain.events.ical_import_values import ReadError
from wagtail_ngo.models import EventIndexPage
from wagtail_ngo.services.events import import_remarks
from wagtail_ngo.services.events import imports as event_imports


class Command(BaseCommand):
    help = (
        "Bring an .ics file, a WordPress export, or those of a folder, into a calendar as drafts. "
        "Events are known by UID and SEQUENCE: what was imported before is left alone. Nothing is "
        "fetched."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "path", type=Path, help="an .ics or .xml file, or a folder of such files"
        )
        parser.add_argument("--calendar", type=int, help="page id; needed if there are several")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")

    def handle(self, *, path, calendar, dry_run, **options):
        if not path.exists():
            raise CommandError(f"There is no file or folder {path}.")
        try:
            report = event_imports.import_files(
                event_imports.files_in(path),
                self.calendar(calendar),
                time_zone=timezone.get_default_timezone_name(),
                now=timezone.now(),
                dry_run=dry_run,
            )
        except ReadError as error:
            raise CommandError(import_remarks.REFUSALS[error.code] % error.params) from error
        except OSError as error:
            raise CommandError(str(error)) from error
        self.report(report)

    def calendar(self, pk) -> EventIndexPage:
        calendars = EventIndexPage.objects.all()
        if pk:
            calendars = calendars.filter(pk=pk)
        if calendars.count() != 1:
            choices = (
                ", ".join(f"{calendar.pk} ({calendar.title})" for calendar in calendars) or "none"
            )
            raise CommandError(f"Say which --calendar. There are: {choices}.")
        return calendars.get()

    def report(self, report: event_imports.ImportReport) -> None:
        self.stdout.write(
            f"{len(report.created)} new drafts, {len(report.updated)} new versions, "
            f"{len(report.unchanged)} known already."
        )
        for name, text in report.refused:
            self.stdout.write(f"{name}: {text}")
        for name, title, text in report.sentences:
            self.stdout.write(f"{name}: {title}: {text}" if title else f"{name}: {text}")
        if report.refused and not (report.created or report.updated or report.unchanged):
            raise CommandError("No file could be read.")
