"""Organizations in the form of HSDS 3.0 come in: our own export, and a package of CSV files."""

import io
import json
import zipfile

import pytest
from django.utils import timezone

from tests.factories.directory import ContactChannelFactory, NGODirectoryFactory, NGOFactory
from tests.unit.services.directory.jobs import check, write
from wagtail_ngo.domain.tables.reading import Limits, TableError
from wagtail_ngo.exports.directory import hsds
from wagtail_ngo.exports.directory.public import public_entries
from wagtail_ngo.models import ActivityArea, NGOPage
from wagtail_ngo.services.directory import imports

pytestmark = pytest.mark.django_db


def bring_in(data: bytes):
    directory = NGODirectoryFactory(slug="nowy")
    file = io.BytesIO(data)
    job = imports.create_job(directory, file, file_name="hsds", limits=Limits())
    imports.set_mapping(job, job.mapping, publish=False)
    check(job)
    return directory, [action for action, _message in write(job)]


def test_our_own_export_comes_in_elsewhere():
    entry = NGOFactory(
        title="Stowarzyszenie Łąka", krs="0000123456", lead="Pomagamy.", founded_year=1998,
        seat_street="Morska 1", seat_postcode="76-200", seat_city="Słupsk",
    )  # fmt: skip
    ContactChannelFactory(organization=entry, kind="phone", value="+48598400000;ext=12")
    entry = NGOPage.objects.get(pk=entry.pk)
    entry.areas = [ActivityArea.objects.get(code="16")]
    entry.save()
    entries = public_entries(NGOPage.objects.filter(pk=entry.pk), today=timezone.localdate())
    content = {"contents": [hsds.organization(one) for one in entries]}

    directory, actions = bring_in(json.dumps(content).encode())

    assert actions == ["new"]
    new = NGOPage.objects.child_of(directory).get()
    for name in ("title", "krs", "lead", "founded_year", "seat_street", "seat_city"):
        assert getattr(new, name) == getattr(entry, name)
    assert [one.value for one in new.contact_channels.all() if one.kind == "phone"] == [
        "+48598400000;ext=12"
    ]
    assert [str(one) for one in new.areas.all()] == ["Kultura, sztuka i dziedzictwo"]


TABLES = {
    "organization.csv": "id,name,description,email\n1,Łąka,Opis,a@example.org\n2,Las,,\n",
    "phone.csv": "id,organization_id,number\np,1,600100200\nq,1,600100201\n",
    "location.csv": "id,organization_id,latitude,longitude\nl,1,54.46,17.03\n",
    "address.csv": "id,location_id,address_1,city,postal_code\na,l,Morska 1,Ustka,76-270\n",
    "datapackage.json": "{}",
}


def test_a_package_of_tables_comes_in():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, text in TABLES.items():
            package.writestr(name, text)

    directory, actions = bring_in(file.getvalue())

    assert actions == ["new", "new"]
    entry = NGOPage.objects.child_of(directory).get(title="Łąka")
    assert (entry.seat_street, entry.seat_city, entry.lead) == ("Morska 1", "Ustka", "Opis")
    assert len(entry.contact_channels.all()) == 3


@pytest.mark.parametrize("data", [b'{"a": 1}', b"{", b'[{"name": ""}]'])
def test_other_json_is_refused_in_words(data):
    with pytest.raises(TableError) as error:
        bring_in(data)
    assert error.value.code == "broken_hsds"
