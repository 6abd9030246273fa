"""A large calendar file and the dates of many series beside an older build, in turns.

``python -m tests.benchmarks.bench_event_turns 5000 --than 600cc6d`` imports a file of so many
events and makes the dates of a tenth of them, as series, twice. Each build in a process of its
own, SQLite in memory; processor time: the figures do not depend on what else the machine does.
``NGO_BENCHMARK_STEPS=file`` or ``dates`` measures one of the two.
"""

import datetime
import gc
import inspect
import json
import os
import sys
import time

NOW = datetime.datetime(2027, 3, 10, 12, tzinfo=datetime.UTC)
RULES = ["FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=3TH", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"]
EVENT = """BEGIN:VEVENT
UID:{number}@example.org
DTSTART;TZID=Europe/Warsaw:202704{day:02d}T{hour:02d}0000
DTEND;TZID=Europe/Warsaw:202704{day:02d}T{hour:02d}3000
SUMMARY:Spotkanie {number}
DESCRIPTION:Zapraszamy na spotkanie numer {number}\\, wstęp wolny.
LOCATION:Sala {room}
END:VEVENT
"""


def calendar_file(count: int) -> bytes:
    """Events that do not exist, one date each."""
    events = "".join(
        EVENT.format(number=number, day=1 + number % 28, hour=8 + number % 12, room=number % 40)
        for number in range(count)
    )
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//PL\n{events}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def spent(work) -> float:
    """Seconds of the processor, without clearing up after what came before."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(count: int) -> dict[str, float]:
    """Seconds of the build that is on the path. Run in its own process."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.WAGTAIL_NGO = {"EVENT_IMPORT_LIMITS": {"events": count, "bytes": 10**8}}
    call_command("migrate", verbosity=0)
    steps = os.environ.get("NGO_BENCHMARK_STEPS", "dates,file").split(",")
    figures = {}
    if "dates" in steps:
        first, again = rebuild_figures(count // 10)
        figures |= {"rebuild": first, "nothing to do": again}
    if "file" in steps:
        figures["calendar file"] = import_figure(count)
    return figures


def import_figure(count: int) -> float:
    from tests.factories.events import EventIndexFactory

    try:
        from wagtail_ngo.services.events.imports import import_files
    except ImportError:  # before the rooms had subjects
        from wagtail_ngo.services.event_imports import import_files
    calendar = EventIndexFactory(slug="plik")
    data = calendar_file(count)
    options = {"time_zone": "Europe/Warsaw"}
    # An older build wants the day alone.
    is_new = "now" in inspect.signature(import_files).parameters
    options |= {"now": NOW} if is_new else {"today": NOW.date()}
    reports = []
    seconds = spent(lambda: reports.append(import_files([("a.ics", data)], calendar, **options)))
    if len(reports[0].created) != count:
        raise RuntimeError("not every event came in")
    return seconds


def rebuild_figures(count: int) -> tuple[float, float]:
    """All dates of series that have none yet, and once more when all are there."""
    from tests.factories.events import EventFactory, EventIndexFactory
    from wagtail_ngo.models import Occurrence

    calendar = EventIndexFactory(slug="serie")
    for number in range(count):
        EventFactory(
            parent=calendar,
            title=f"Seria {number}",
            start_date=datetime.date(2027, 3, 11),
            recurrence=f"RRULE:{RULES[number % 3]}",
        )
    Occurrence.objects.all().delete()
    seconds = spent(rebuild_dates)
    if Occurrence.objects.values("page").distinct().count() != count:
        raise RuntimeError("not every series has dates")
    return seconds, spent(rebuild_dates)


def rebuild_dates() -> None:
    """What the command does, at a time that does not depend on the clock."""
    from wagtail_ngo.models import EventPage

    pages = EventPage.objects.live().order_by("pk")
    try:
        from wagtail_ngo.services.events.batches import rebuild_all
    except ImportError:  # one by one
        try:
            from wagtail_ngo.services.events import occurrences
        except ImportError:  # before the rooms had subjects
            from wagtail_ngo.services import occurrences
        for page in pages.iterator(chunk_size=100):
            occurrences.rebuild(page, now=NOW)
    else:
        for _done in rebuild_all(pages, now=NOW):
            pass


def main() -> None:
    if sys.argv[1:2] == ["--worker"]:
        sys.stdout.write(json.dumps(measure(int(sys.argv[2]))) + "\n")
        return
    # With another build on the path the worker has no such module.
    from tests.benchmarks.turns import take_turns

    _count, figures = take_turns(__file__, __doc__)
    for step, (old, new) in figures.items():
        sys.stdout.write(f"{step}: {old:.2f} → {new:.2f} s, {old / new:.1f} times\n")


if __name__ == "__main__":
    main()
