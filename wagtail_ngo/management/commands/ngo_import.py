"""Import entries from a CSV or XLSX file."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from wagtail_ngo.admin.directory.imports import import_limits, table_error_message
from wagtail_ngo.domain.tables.reading import TableError
from wagtail_ngo.enums import ImportAction, ImportStatus
from wagtail_ngo.models import ImportJob, NGODirectoryPage
from wagtail_ngo.services.directory import imports

LISTED_ERRORS = 50
#: Between two lines of progress. Each go reads the names of the directory again.
SECONDS = 20


class Command(BaseCommand):
    help = (
        "Bring a CSV or XLSX file into a directory. Columns are found by their names. Stopped "
        "half-way, it goes on with --resume JOB."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--directory", type=int, help="page id; needed if there are several")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--publish", action="store_true", help="publish instead of drafts")
        parser.add_argument("--resume", type=int, metavar="JOB", help="go on with a stopped import")

    def handle(self, *, file, directory, dry_run, publish, resume, **options):
        job = self.stopped_job(resume) if resume else self.new_job(file, directory, publish)
        self.stdout.write(f"Import {job.pk}: {job.file_name}")
        if job.status != ImportStatus.RUNNING:
            self.work(job, imports.check_rows, "checked")
        if not dry_run:
            self.work(job, imports.write_rows, "written")
        self.report(job)

    def stopped_job(self, pk):
        try:
            return ImportJob.objects.get(pk=pk)
        except ImportJob.DoesNotExist:
            raise CommandError(f"There is no import {pk}.") from None

    def new_job(self, file, directory, publish):
        if file is None:
            raise CommandError("Name a file, or an import to --resume.")
        directories = NGODirectoryPage.objects.all()
        if directory:
            directories = directories.filter(pk=directory)
        if directories.count() != 1:
            choices = (
                ", ".join(f"{directory.pk} ({directory.title})" for directory in directories)
                or "none"
            )
            raise CommandError(f"Say which --directory. There are: {choices}.")
        try:
            with file.open("rb") as stream:
                job = imports.create_job(
                    directories.get(), stream, file_name=file.name, limits=import_limits()
                )
            imports.set_mapping(job, job.mapping, publish=publish)
        except OSError as error:
            raise CommandError(str(error)) from error
        except TableError as error:
            raise CommandError(table_error_message(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return job

    def work(self, job, step, word):
        while not step(job, now=timezone.now(), seconds=SECONDS):
            counts = imports.counts(job)
            rows = counts["done"] or counts["total"] - counts[ImportAction.PENDING]
            self.stderr.write(f"  {word} {rows} of {counts['total']}")

    def report(self, job):
        counts = imports.counts(job)
        for action in ImportAction:
            if counts[action.value]:
                self.stdout.write(f"{action.value}: {counts[action.value]}")
        for row in job.rows.filter(action=ImportAction.ERROR)[:LISTED_ERRORS]:
            self.stdout.write(f"  row {row.number}: {row.message}")
