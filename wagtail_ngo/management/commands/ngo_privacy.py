"""Export, erase, and erase what is past its retention date."""

import json

from django.core.management import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from wagtail_ngo.models import Representative
from wagtail_ngo.services import people


class Command(BaseCommand):
    help = (
        "Personal data of representatives. 'export' and 'erase' take --id or --email; 'retention' "
        'erases everybody whose "keep until" day has passed and is meant for a daily job.'
    )

    def add_arguments(self, parser):
        parser.add_argument("task", choices=["export", "erase", "retention"])
        parser.add_argument("--id", type=int)
        parser.add_argument("--email")
        parser.add_argument("--dry-run", action="store_true", help="say what would be erased")

    def handle(self, *, task, dry_run, **options):
        today = timezone.localdate()
        if task == "retention":
            count = people.erase_past_retention(today=today, dry_run=dry_run)
            self.stdout.write(f"{'Would erase' if dry_run else 'Erased'} {count} people.")
            return
        persons = self.persons(**{name: options[name] for name in ("id", "email")})
        if task == "export":
            exported = [people.export_person(person) for person in persons]
            self.stdout.write(
                json.dumps(exported, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
            )
            return
        if not dry_run:
            for person in persons:
                people.erase_person(person, today=today)
        self.stdout.write(f"{'Would erase' if dry_run else 'Erased'} {len(persons)} people.")

    def persons(self, *, id, email):
        if not id and not email:
            raise CommandError("Say whom: --id or --email.")
        found = Representative.objects.filter(erased_on=None)
        found = list(found.filter(pk=id) if id else found.filter(email__iexact=email))
        if not found:
            raise CommandError("There is no such person.")
        return found
