"""A page of the town that is made of the package's blocks."""

from example_site.demo.context import SAMPLE, Demo, ensure_page
from example_site.integration.models import StartPage
from wagtail_ngo.models import ActivityArea, EventPage, NGOPage


def load(demo: Demo) -> None:
    events = EventPage.objects.child_of(demo.calendar)
    weekly, fair = events.get(slug="dyzur-doradcy"), events.get(slug="targi-organizacji")
    workshop = events.get(slug="rozliczanie-dotacji")
    entries = NGOPage.objects.child_of(demo.directory)
    green, books = (
        entries.get(slug="zielone-podworko"),
        entries.get(slug="fundacja-druga-polka"),
    )
    area = ActivityArea.objects.get(code="13")
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
            ("registration", {"heading": "Zapisz się", "event": workshop}),
            ("mini_calendar", {"heading": "W tym miesiącu", "calendar": demo.calendar}),
            (
                "text",
                f'<p><a linktype="page" id="{demo.council.pk}">{demo.council.title}: skład, '
                "dokumenty i wybory</a></p>",
            ),
            ("partner_board", {"heading": "Giełda partnerstw", "show": "both", "most": 5}),
            ("public_benefit", {"heading": "1,5 % zostaje w mieście", "area": "", "most": 3}),
            ("ngo_list", {"area": area.slug, "most": 5}),
            ("heading", "Organizacja miesiąca"),
            ("ngo_card", {"organization": green}),
            ("heading", "Jak do nich trafić"),
            ("ngo_contact", {"organization": books}),
        ],
    )
    demo.say("a page of the town made of the package's blocks")
