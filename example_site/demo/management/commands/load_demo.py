"""Fill the example town with the organizations, events and bulletins of 2017."""

import contextlib
import time

from django.core.management import BaseCommand, call_command
from wagtail.models import Site

from example_site.demo import (
    alerts,
    bulletin,
    council,
    directory,
    events,
    money,
    registrations,
    reports,
    start,
    town,
    users,
)
from example_site.demo.context import Demo
from example_site.demo.town import SECOND_HOSTNAME

#: What is printed and who does it; each step builds on those before it.
STEPS = [
    ("Town pages", town.load),
    ("NGO directory", directory.load),
    ("Events", events.load),
    ("Registrations and records", registrations.load),
    ("Council and elections", council.load),
    ("Bulletin", bulletin.load),
    ("Partner board and money", money.load),
    ("Activity report", reports.load),
    ("Start page for organizations", start.load),
    ("Shortcuts", town.load_shortcuts),
    ("Searches by e-mail", alerts.load),
    ("Users", users.load),
]


def import_renderer() -> None:
    """Once here instead of in the child process of each of the files. Without Pango: none."""
    with contextlib.suppress(OSError):
        import weasyprint  # noqa: F401, PLC0415 -- slow import


def set_port(port: int) -> None:
    Site.objects.filter(hostname__in=["localhost", SECOND_HOSTNAME]).update(port=port)
    Site.clear_site_root_paths_cache()


class Command(BaseCommand):
    help = __doc__ + " May be run again: what exists is kept, also when it was edited."

    def add_arguments(self, parser):
        # One process instead of two: starting Wagtail is what takes the time of a second start.
        parser.add_argument("--migrate", action="store_true", help="migrate the database first")
        parser.add_argument("--port", type=int, help="where the site is served, for full addresses")

    def handle(self, *args, port=None, migrate=False, **options):
        if migrate:
            self.stdout.write("Migrating the database … (the first time takes a minute)")
            self.stdout.flush()
            call_command("migrate", verbosity=0)
        import_renderer()
        demo = Demo(say=lambda text: self.stdout.write(f"      {text}"))
        for number, (title, load) in enumerate(STEPS, start=1):
            self.stdout.write(f"[{number}/{len(STEPS)}] {title} …")
            self.stdout.flush()
            started = time.monotonic()
            load(demo)
            # Before the next step: an issue keeps the full addresses that it is issued with.
            if port:
                set_port(port)
            self.stdout.write(f"      done in {time.monotonic() - started:.1f} s")
