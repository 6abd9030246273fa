"""Fetch the calendars that are kept in step; what changed waits for an editor."""

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from wagtail_ngo.models import CalendarSource
from wagtail_ngo.services.events import sources
from wagtail_ngo.services.events.sources import Outcome, Step
from wagtail_ngo.services.fetching import INTERNET


class Command(BaseCommand):
    help = (
        "Ask the calendars of others that are kept in step for changes. New events become drafts, "
        "changes wait for an editor, nothing is published. Only hosts of EVENT_SOURCE_HOSTS are "
        "asked; fetched again, an unchanged calendar changes nothing."
    )
    # For tests, which have a server of their own; no setting and no option leads here.
    network = INTERNET

    def add_arguments(self, parser):
        parser.add_argument(
            "--source", type=int, help="only the one with this id, also if not active"
        )

    def handle(self, *, source, **options):
        if not sources.allowed_hosts():
            self.stdout.write(
                "Nothing is fetched: EVENT_SOURCE_HOSTS in WAGTAIL_NGO names no host."
            )
            return
        rows = CalendarSource.objects.select_related("calendar", "organization")
        rows = rows.filter(pk=source) if source else rows.filter(is_active=True)
        if source and not rows:
            raise CommandError(f"There is no calendar source {source}.")
        steps = sources.fetch_all(rows, now=timezone.now(), network=self.network)
        for step in steps:
            self.report(step)
        failed = sum(step.outcome is Outcome.FAILED for step in steps)
        if failed:
            raise CommandError(f"{failed} of {len(steps)} calendars could not be read.")

    def report(self, step: Step) -> None:
        name = f"{step.source.pk} {step.source.name}"
        if step.outcome is Outcome.FAILED:
            self.stdout.write(f"{name}: {sources.problem(step.source)}")
        elif step.outcome is Outcome.UNCHANGED:
            self.stdout.write(f"{name}: has not changed.")
        else:
            counts = step.source.result
            self.stdout.write(
                f"{name}: {counts['created']} new drafts, {counts['updated']} drafts renewed, "
                f"{counts['waiting']} with changes to decide, {counts['vanished']} gone, "
                f"{counts['unchanged']} known already."
            )
            for _name, title, text in step.report.sentences:
                self.stdout.write(f"  {title}: {text}" if title else f"  {text}")
