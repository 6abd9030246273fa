"""Run by ``manage.py shell`` in the site of ``test_install``: one page of each type, and a PDF.

Prints one line of JSON. Uses only names of the public doors.
"""

import datetime
import json

from django.test import Client
from wagtail.models import Page, Site

from wagtail_ngo.models import (
    ActivityReportPage,
    BulletinIndexPage,
    BulletinIssuePage,
    CouncilElectionPage,
    CouncilPage,
    EventIndexPage,
    EventPage,
    FundingCallIndexPage,
    NGODirectoryPage,
    NGOPage,
    PartnerBoardPage,
    PublicBenefitPage,
)

TODAY = datetime.date(2027, 3, 18)


def publish(parent, model, **fields):
    page = model(**fields)
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return model.objects.get(pk=page.pk)


def publish_all():
    home = Site.objects.get(is_default_site=True).root_page
    directory = publish(home, NGODirectoryPage, title="Organizacje", slug="organizacje")
    entry = publish(directory, NGOPage, title="Stowarzyszenie Próba (przykład)", slug="proba")
    calendar = publish(home, EventIndexPage, title="Wydarzenia", slug="wydarzenia")
    event = publish(
        calendar,
        EventPage,
        title="Spotkanie",
        slug="spotkanie",
        start_date=TODAY,
        start_time=datetime.time(17),
        end_time=datetime.time(19),
    )
    bulletin = publish(home, BulletinIndexPage, title="Biuletyn", slug="biuletyn")
    calls = publish(home, FundingCallIndexPage, title="Nabory", slug="nabory")
    board = publish(home, PartnerBoardPage, title="Giełda", slug="gielda")
    gifts = publish(home, PublicBenefitPage, title="1,5 procent", slug="poltora")
    council = publish(home, CouncilPage, title="Rada", slug="rada")
    election = publish(council, CouncilElectionPage, title="Wybory", slug="wybory")
    issue = publish(
        bulletin,
        BulletinIssuePage,
        title="Biuletyn 3/2027",
        slug="3-2027",
        number=3,
        year=2027,
        period_start=datetime.date(2027, 3, 1),
        period_end=datetime.date(2027, 3, 31),
        issue_date=datetime.date(2027, 3, 1),
    )
    report = publish(
        home,
        ActivityReportPage,
        title="Sprawozdanie",
        slug="sprawozdanie",
        first_day=datetime.date(2027, 1, 1),
        last_day=datetime.date(2027, 12, 31),
    )
    directories = [directory, entry, calendar, event, bulletin, calls, board, gifts, issue]
    return [*directories, council, election, report]


def main():
    pages = publish_all()
    client = Client(headers={"host": "localhost"})
    statuses = {type(page).__name__: client.get(page.get_url()).status_code for page in pages}
    [issue] = [page for page in pages if isinstance(page, BulletinIssuePage)]
    answer = client.get(issue.get_url() + "pdf/web/")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    pdf = {
        "status": answer.status_code,
        "type": answer.headers["Content-Type"],
        "start": body[:5].decode("latin-1"),
        "bytes": len(body),
    }
    print("RESULT " + json.dumps({"pages": statuses, "pdf": pdf}))  # noqa: T201


main()
