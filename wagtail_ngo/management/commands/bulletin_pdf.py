"""Make the stored PDFs of issued bulletins; files that are up to date stay as they are."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from wagtail_ngo.enums import PDFVariant
from wagtail_ngo.services.bulletin import pdf as bulletin_pdf


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--issue", type=int, help="primary key of the issue page")
        parser.add_argument("--all", action="store_true", help="every issue that is live")
        parser.add_argument(
            "--stale",
            action="store_true",
            help="only files that failed, are lost, or were made by another version; of every "
            "issue, unless one is named",
        )
        parser.add_argument(
            "--variant",
            action="append",
            choices=PDFVariant.values,
            help="kind of file, may be given several times; else those of PDF_VARIANTS",
        )

    def handle(self, *args, issue, stale, variant, **options):
        if issue is None and not stale and not options["all"]:
            raise CommandError("Name an issue with --issue, or use --all or --stale.")
        files = bulletin_pdf.files_to_make(issue=issue, variants=variant or ())
        if issue is not None and not files:
            raise CommandError(f"There is no issued bulletin {issue} that is live.")
        if stale:
            files = [file for file in files if not bulletin_pdf.is_current(file)]
        failed = 0
        for number, file in enumerate(files, start=1):
            self.stdout.write(f"[{number}/{len(files)}] {self.name_of(file)} … ", ending="")
            self.stdout.flush()
            failed += not self.make(file)
        self.stdout.write(f"{len(files) - failed} of {len(files)} files are ready.")
        if failed:
            raise CommandError(f"{failed} files could not be made; the reasons are above.")

    def name_of(self, file):
        edition = f", edition {file.edition.number}" if file.edition.number > 1 else ""
        return f"{file.edition.issue.title}{edition}, {file.variant}"

    def make(self, file) -> bool:
        """Whether the file is ready; one that fails does not stop the others."""
        if bulletin_pdf.is_current(file):
            self.stdout.write("up to date")
            return True
        started = time.monotonic()
        try:
            file = bulletin_pdf.make_file(file, clock=timezone.now)
        except Exception as error:
            self.stdout.write(f"failed: {type(error).__name__}: {error}")
            return False
        if not file.is_ready:
            self.stdout.write(f"failed: {file.error}")
            return False
        size = filesizeformat(file.size).replace("\xa0", " ")
        seconds = time.monotonic() - started
        self.stdout.write(f"{file.page_count} pages, {size}, {seconds:.1f} s")
        for code, detail in file.notes:
            self.stdout.write(f"    {code}: {detail}")
        return True
