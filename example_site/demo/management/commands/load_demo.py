"""Fill the example town with the organizations, events and bulletins of 2017."""

import time

from django.core.management import BaseCommand

from example_site.demo import bulletin, directory, events, town, users
from example_site.demo.context import Demo

#: What is printed and who does it; each step builds on those before it.
STEPS = [
    ("Town pages", town.load),
    ("NGO directory", directory.load),
    ("Events", events.load),
    ("Bulletin", bulletin.load),
    ("Shortcuts", town.load_shortcuts),
    ("Users", users.load),
]


class Command(BaseCommand):
    help = __doc__ + " May be run again: what exists is kept, also when it was edited."

    def handle(self, *args, **options):
        demo = Demo(say=lambda text: self.stdout.write(f"      {text}"))
        for number, (title, load) in enumerate(STEPS, start=1):
            self.stdout.write(f"[{number}/{len(STEPS)}] {title} …")
            self.stdout.flush()
            started = time.monotonic()
            load(demo)
            self.stdout.write(f"      done in {time.monotonic() - started:.1f} s")
