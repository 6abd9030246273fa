"""A page of the town that is made of the package's blocks."""

from example_site.demo.context import SAMPLE, Demo, ensure_page
from example_site.integration.models import StartPage
from wagtail_ngo.models import EventPage


def load(demo: Demo) -> None:
    events = EventPage.objects.child_of(demo.calendar)
    weekly, fair = events.get(slug="dyzur-doradcy"), events.get(slug="targi-organizacji")
    ensure_page(
        demo.home,
        StartPage,
        "dla-organizacji",
        title="Dla organizacji",
        lead=f"Najbliższe spotkania i porady w jednym miejscu. {SAMPLE}",
        show_in_menus=True,
        body=[
            ("directory_search", {"directory": demo.directory}),
            ("upcoming_events", {"heading": "Najbliższe wydarzenia", "most": 3}),
            ("event_card", {"event": fair}),
            ("funding_calls", {"heading": "Otwarte konkursy", "most": 3}),
            ("next_date", {"event": weekly}),
            ("latest_bulletin", {"heading": "Biuletyn", "bulletin": demo.bulletin}),
            ("mini_calendar", {"heading": "W tym miesiącu", "calendar": demo.calendar}),
        ],
    )
    demo.say("a page of the town made of the package's blocks")
