"""Find, export and erase a person; erase what is past its day; print the data protection sheet."""

import json

from django.core.management import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone, translation

from wagtail_ngo.domain.people.traces import Traces
from wagtail_ngo.models import Representative
from wagtail_ngo.services.people import erasure, export, finding, retention, sheet
from wagtail_ngo.services.people.register import Subject


class Command(BaseCommand):
    help = (
        "Personal data. 'find', 'export' and 'erase' take --id of a representative, or --email, "
        "--name and --phone of anybody; 'retention' erases everything that is past its day and is "
        "meant for a daily job; 'sheet' prints the register of personal data."
    )

    def add_arguments(self, parser):
        parser.add_argument("task", choices=["find", "export", "erase", "retention", "sheet"])
        parser.add_argument("--id", type=int, help="primary key of a representative")
        parser.add_argument("--email")
        parser.add_argument("--name", help="first name and surname")
        parser.add_argument("--phone")
        parser.add_argument(
            "--also", action="append", default=[], metavar="RECORD",
            help="erase this record too, though it may be a namesake's; as 'find' names it",
        )  # fmt: skip
        parser.add_argument("--dry-run", action="store_true", help="say what would be erased")
        parser.add_argument("--language", default="en", help="of the sheet")

    def handle(self, *, task, **options):
        getattr(self, task)(**options)

    def find(self, **options):
        for subject in self.subjects(**options):
            self.tell(finding.find(subject))

    def export(self, **options):
        exported = [
            export.export_person(subject.person)
            if subject.person
            else {"records": export.export_records(subject)}
            for subject in self.subjects(**options)
        ]
        text = json.dumps(exported, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        self.stdout.write(text)

    def erase(self, *, dry_run, also, **options):
        subjects = self.subjects(**options)
        for subject in [] if dry_run else subjects:
            left = erasure.erase(subject, now=timezone.now(), also=also)
            if left:
                self.stdout.write("Left for you to look at:")
                self.tell(left)
        self.stdout.write(f"{'Would erase' if dry_run else 'Erased'} {len(subjects)} people.")

    def retention(self, *, dry_run, **options):
        counts = retention.forget_all(now=timezone.now(), dry_run=dry_run)
        for model, count in counts.items():
            self.stdout.write(f"{'Would erase' if dry_run else 'Erased'} {count}: {model}")

    def sheet(self, *, language, **options):
        with translation.override(language):
            self.stdout.write(sheet.markdown())

    def tell(self, finds):
        for find in finds:
            what = "certain" if find.is_certain else "may be somebody else"
            if not find.is_erasable:
                what = "an editor decides"
            self.stdout.write(f"{find.key}  {', '.join(find.fields)}  ({what})")

    def subjects(self, *, id, email, name, phone, **options):
        """Each representative who is meant, or the one person that the words tell."""
        if not (id or email or name or phone):
            raise CommandError("Say whom: --id, --email, --name or --phone.")
        people = Representative.objects.filter(erased_on=None)
        if id:
            subjects = [finding.subject_of(person) for person in people.filter(pk=id)]
        else:
            same = people.filter(email__iexact=email) if email else people.none()
            subjects = [finding.subject_of(person) for person in same]
            if not subjects:
                given = Traces.of(names=[name or ""], emails=[email or ""], phones=[phone or ""])
                subjects = [Subject(given)]
                subjects = [subject for subject in subjects if finding.find(subject)]
        if not subjects:
            raise CommandError("There is no such person.")
        return subjects
