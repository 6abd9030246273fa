"""Organizations of the Open Referral HSDS 3.0, as JSON and as a package of CSV files."""

import io
import json
import zipfile

import pytest

from wagtail_ngo.domain.tables.errors import TableError
from wagtail_ngo.domain.tables.hsds_rows import HEADER, hsds_rows, looks_like_hsds


def package(**tables: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in tables.items():
            archive.writestr(f"data/{name}.csv", text)
    return file.getvalue()


def read(content) -> list[dict[str, str]]:
    """The cells that are filled, by the names of their columns."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    header, *rows = hsds_rows(io.BytesIO(data))
    assert header == HEADER
    return [{name: cell for name, cell in zip(HEADER, row, strict=True) if cell} for row in rows]


def refusal(content) -> str:
    with pytest.raises(TableError) as error:
        read(content)
    return error.value.code


@pytest.mark.parametrize(
    "data", [b'{"a"', b"\xef\xbb\xbf \r\n\t{", b"[{", b"[\n{", b"[ {", b"[\r\n{"]
)
def test_json_is_known_by_its_beginning_and_left_there(data):
    file = io.BytesIO(data)

    assert looks_like_hsds(file)
    assert file.tell() == 0


def test_a_package_is_known_by_its_organizations():
    for name in ("organization", "organizations"):
        file = io.BytesIO(package(**{name: "id,name\n"}))
        assert looks_like_hsds(file)
        assert file.tell() == 0


@pytest.mark.parametrize("data", [package(service="id\n"), b"PK\x03\x04 broken", b"[nazwa]", b""])
def test_other_files_are_not_of_this_kind(data):
    file = io.BytesIO(data)

    assert not looks_like_hsds(file)
    assert file.tell() == 0


FULL = {
    "name": "Łąka", "alternate_name": "Ł", "description": "Opis", "legal_status": "fundacja",
    "year_incorporated": 1998, "tax_id": "1", "email": "a@example.org", "website": "https://a.b",
    "phones": [{"number": "600 100 200", "extension": 7}, {"number": "1"}, {"number": "1"}],
    "locations": [
        {
            "latitude": 54.5, "longitude": 17,
            "addresses": [{"address_1": "Nowa 1", "address_2": "m. 2", "postal_code": "76-200",
                           "city": "Słupsk"}, {"city": "Ustka"}],
        },
        {"latitude": 1},
    ],
    "organization_identifiers": [
        {"identifier_type": "krs", "identifier": "58930"},
        {"identifier_type": "NIP", "identifier": "2"},
        {"identifier_type": "Regon", "identifier": "3"},
    ],
    "services": [
        {
            "phones": [{"number": "2"}],
            "schedules": [
                {"byday": "MO,TU", "opens_at": "08:00:00", "closes_at": "16:30:00"},
                {"byday": "WE", "opens_at": "08:00"},
                {"opens_at": "08:00", "closes_at": "09:00"},
                {"byday": "FR", "opens_at": "09:15", "closes_at": "10:45Z"},
            ],
        }
    ],
    "attributes": [
        {"taxonomy_term": {"name": "Sport", "taxonomy": "Areas of work"}},
        {"taxonomy_term": {"name": "Kultura", "taxonomy": "AREA"}},
        {"taxonomy_term": {"name": "Dzieci", "taxonomy": "Target group"}},
        {"taxonomy_term": "text"},
        {"taxonomy_term": {"name": "Inne", "taxonomy": "other"}},
    ],
}  # fmt: skip
ROW = {
    "title": "Łąka", "short_name": "Ł", "lead": "Opis", "legal_form": "fundacja",
    "founded_year": "1998", "krs": "58930", "nip": "1", "regon": "3", "email": "a@example.org",
    "website": "https://a.b", "phone": "600 100 200 wew. 7 | 1 | 2", "seat_street": "Nowa 1, m. 2",
    "seat_postcode": "76-200", "seat_city": "Słupsk", "latitude": "54.5", "longitude": "17",
    "areas": "Sport | Kultura", "target_groups": "Dzieci",
    "opening_hours": "MO,TU 08:00-16:30 | FR 09:15-10:45",
}  # fmt: skip


def test_every_column_is_filled_from_its_place():
    assert read(FULL) == [ROW]


def test_a_number_of_the_tax_office_is_taken_from_the_identifiers_too():
    assert read(FULL | {"tax_id": None}) == [ROW | {"nip": "2"}]


def test_an_organization_of_a_name_alone_fills_one_cell():
    assert read(
        {"name": "Łąka", "email": None, "locations": "x", "phones": [1], "website": {}}
    ) == [{"title": "Łąka"}]


def test_organizations_come_alone_in_a_list_on_a_page_and_within_services():
    names = [{"title": "A"}, {"title": "B"}]
    organizations = [{"name": "A"}, {"name": "B"}]

    assert read(organizations[0]) == names[:1]
    assert read(organizations) == names
    assert read({"contents": organizations, "page": 1}) == names
    assert read([{"name": "Kurs", "organization": one} for one in organizations]) == names


@pytest.mark.parametrize(
    "content",
    [
        b"{", b'{"a": ', 3, [3], [{"id": 1}], [{"name": ""}], {"contents": {"name": "A"}},
        [{"organization": "A"}], [{"name": "A"}, {"name": "A", "organization": None}],
        b"PK\x03\x04 broken",
    ],
)  # fmt: skip
def test_json_of_another_kind_is_refused(content):
    assert refusal(content) == "broken_hsds"


TABLES = {
    "organizations": "id,name\n1,A\n2,B\n",
    "phone": "organization_id,number\n2,600\n1,500\n9,700\n,800\n",
    "locations": "id,organization_id,latitude\nx,2,54\ny,1,53\n",
    "address": "location_id,city\nx,Ustka\ny,Kobylnica\nz,Lębork\n",
    "organization_identifier": "organization_id,identifier_type,identifier\n2,KRS,7\n",
}


def test_tables_of_a_package_are_joined_by_their_keys():
    assert read(package(**TABLES)) == [
        {"title": "A", "phone": "500", "latitude": "53", "seat_city": "Kobylnica"},
        {"title": "B", "phone": "600", "latitude": "54", "seat_city": "Ustka", "krs": "7"},
    ]


def test_a_package_of_organizations_alone_is_whole():
    assert read(package(organization="id,name\n1,A\n")) == [{"title": "A"}]
    assert read(package(organization="name\nA\n")) == []


def test_a_table_that_is_no_csv_and_a_package_that_is_cut_are_told_apart():
    long = '"' + "x" * 200_000 + '"'

    assert refusal(package(organization=f"id,name\n1,{long}\n")) == "broken_csv"
    assert refusal(package(**TABLES)[:-30]) == "broken_hsds"
