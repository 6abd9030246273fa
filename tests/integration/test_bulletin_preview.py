"""PDFs of drafts: shown to editors with a watermark, stored nowhere."""

import pypdfium2
import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from tests.factories.bulletin import BulletinIssueFactory, block, section
from wagtail_ngo.models import BulletinFile

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def stored() -> set[str]:
    folder = "ngo_bulletins"
    return set(default_storage.listdir(folder)[0]) if default_storage.exists(folder) else set()


@pytest.mark.parametrize(("mode", "multiple"), [("web", 1), ("print", 4)])
def test_a_draft_is_previewed_as_the_pages_of_its_pdf(admin_client, mode, multiple):
    body = [section("Wieści"), block("text", title="", text="<p>Zażółć gęślą jaźń</p>")]
    issue = BulletinIssueFactory(live=False, body=body)
    issue.save_revision()
    before = stored()

    response = admin_client.get(
        reverse("wagtailadmin_pages:view_draft", args=[issue.pk]), {"mode": mode}
    )

    assert response.status_code == 200
    assert response.context["issue"].draft is True
    assert len(response.context["sheets"]) >= 2
    assert len(response.context["sheets"]) % multiple == 0
    assert response["Cache-Control"].startswith("no-store")
    assert BulletinFile.objects.count() == 0
    assert stored() == before


def test_the_saved_draft_opens_in_the_browsers_own_viewer(admin_client):
    body = [section("Wieści"), block("text", title="", text="<p>Zażółć gęślą jaźń</p>")]
    issue = BulletinIssueFactory(live=False, body=body)
    issue.save_revision()
    before = stored()

    response = admin_client.get(reverse("wagtail_ngo_bulletin_draft", args=[issue.pk, "web"]))

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline;")
    assert response["Cache-Control"].startswith("no-store")
    with pypdfium2.PdfDocument(response.content) as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
    assert all("draft" in text.casefold() for text in texts)
    assert (BulletinFile.objects.count(), stored()) == (0, before)


@pytest.mark.parametrize("variant", ["web", "print"])
def test_a_draft_pdf_is_for_its_editors_only(client, django_user_model, variant):
    issue = BulletinIssueFactory(live=False, body=[])
    url = reverse("wagtail_ngo_bulletin_draft", args=[issue.pk, variant])

    as_visitor = client.get(url)
    client.force_login(django_user_model.objects.create_user("ktoś"))

    assert (as_visitor.status_code, client.get(url).status_code) == (302, 302)
