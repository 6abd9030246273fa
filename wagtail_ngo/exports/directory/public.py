"""What the public may know of one entry: the only source of pages, feeds, files and the API.

Every public form of an entry is made from a ``PublicEntry``; none reads the model. A field that is
missing here cannot leak there.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from wagtail_ngo.domain.directory import opening_hours
from wagtail_ngo.domain.directory.registry_numbers import format_iban
from wagtail_ngo.enums import ContactKind, OrganizationStatus, Register, Weekday
from wagtail_ngo.models import NGOPage, Representative


@dataclass(frozen=True)
class PublicContact:
    key: int
    kind: str
    kind_label: str
    label: str
    text: str
    url: str
    value: str


@dataclass(frozen=True)
class PublicAddress:
    street: str
    postcode: str
    city: str

    def __bool__(self) -> bool:
        return bool(self.street or self.city)

    @property
    def line(self) -> str:
        town = " ".join(filter(None, (self.postcode, self.city)))
        return ", ".join(filter(None, (self.street, town)))


@dataclass(frozen=True)
class PublicPerson:
    key: int
    name: str
    role: str
    email: str
    phone: str
    phone_text: str


@dataclass(frozen=True)
class PublicTerm:
    uuid: str
    name: str
    code: str = ""


@dataclass(frozen=True)
class PublicEntry:
    """Plain values; the page itself is not among them."""

    uuid: str
    title: str
    short_name: str
    other_names: str
    lead: str
    url: str
    legal_form: str
    status: str
    status_label: str
    register_label: str
    register_number: str
    krs: str
    nip: str
    regon: str
    iban: str
    is_public_benefit: bool
    tax_purpose: str
    founded_year: int | None
    area_of_operation: str
    seat: PublicAddress
    mail: PublicAddress
    location: tuple[float, float] | None
    verified_on: datetime.date | None
    is_overdue: bool
    changed_at: datetime.datetime | None
    first_published_at: datetime.datetime | None
    areas: list[PublicTerm] = field(default_factory=list)
    target_groups: list[PublicTerm] = field(default_factory=list)
    districts: list[PublicTerm] = field(default_factory=list)
    languages: list[PublicTerm] = field(default_factory=list)
    contacts: list[PublicContact] = field(default_factory=list)
    people: list[PublicPerson] = field(default_factory=list)
    week: list[opening_hours.Hours] = field(default_factory=list)
    exceptions: list[opening_hours.HoursException] = field(default_factory=list)
    access: list[tuple[str, str, str]] = field(default_factory=list)
    access_note: str = ""

    @property
    def is_active(self) -> bool:
        return self.status == OrganizationStatus.ACTIVE

    @property
    def days(self) -> list[tuple[str, list[opening_hours.Hours]]]:
        return [
            (str(Weekday(day).label), hours) for day, hours in opening_hours.by_weekday(self.week)
        ]

    def first(self, kind: ContactKind) -> PublicContact | None:
        return next((contact for contact in self.contacts if contact.kind == kind), None)


def public_entry(page, *, today: datetime.date, url: str, people=()) -> PublicEntry:
    """The public view of ``page``. ``people`` come from ``Representative.objects.public``.

    Costs no query when the ``NGOPage.RELATIONS`` and the legal form are prefetched.
    """
    return PublicEntry(
        uuid=str(page.uuid),
        title=page.title,
        short_name=page.short_name,
        other_names=page.other_names,
        lead=page.lead,
        url=url,
        legal_form=str(page.legal_form or ""),
        status=page.status,
        status_label=str(page.get_status_display()),
        register_label=str(page.get_register_display()),
        register_number="" if page.register == Register.KRS else page.register_number,
        krs=page.krs,
        nip=page.nip,
        regon=page.regon,
        iban=format_iban(page.iban) if page.iban else "",
        is_public_benefit=page.is_public_benefit,
        tax_purpose=page.tax_purpose if page.is_public_benefit else "",
        founded_year=page.founded_year,
        area_of_operation=str(page.get_area_of_operation_display()),
        seat=PublicAddress(page.public_street, page.seat_postcode, page.seat_city),
        mail=PublicAddress(page.public_mail_street, page.mail_postcode, page.mail_city),
        location=page.public_location,
        verified_on=page.verified_on,
        is_overdue=page.is_overdue(today),
        changed_at=page.last_published_at,
        first_published_at=page.first_published_at,
        areas=_terms(page.areas.all()),
        target_groups=_terms(page.target_groups.all()),
        districts=_terms(page.districts.all()),
        languages=_terms(page.languages.all()),
        contacts=[
            _contact(channel) for channel in page.contact_channels.all() if channel.is_public
        ],
        people=[_person(person) for person in people],
        week=[
            opening_hours.Hours(hour.weekday, hour.opens, hour.closes, hour.note)
            for hour in page.opening_hours.all()
        ],
        exceptions=_exceptions(page.opening_exceptions.all(), today),
        access=page.known_facts,
        access_note=page.accessibility_note,
    )


def _terms(terms) -> list[PublicTerm]:
    return [PublicTerm(str(term.uuid), term.name, getattr(term, "code", "")) for term in terms]


def _contact(channel) -> PublicContact:
    return PublicContact(
        key=channel.pk or 0,
        kind=channel.kind,
        kind_label=str(channel.get_kind_display()),
        label=channel.label,
        text=channel.text,
        url=channel.url,
        value=channel.value,
    )


def _person(person) -> PublicPerson:
    return PublicPerson(
        key=person.pk,
        name=person.name,
        role=person.role,
        email=person.email,
        phone=person.phone,
        phone_text=person.phone_text,
    )


def _exceptions(rows, today: datetime.date) -> list[opening_hours.HoursException]:
    """Those that are not over yet, in order."""
    exceptions = [
        opening_hours.HoursException(
            row.first_day, row.last_day or row.first_day, row.opens, row.closes, row.note
        )
        for row in rows
    ]
    return sorted(
        (exception for exception in exceptions if exception.last_day >= today),
        key=lambda exception: exception.first_day,
    )


def public_entries(pages, *, today: datetime.date, people: bool = False) -> list[PublicEntry]:
    """Public views of a queryset of entries in a constant number of queries."""
    rows = list(pages.select_related("legal_form").prefetch_related(*NGOPage.RELATIONS))
    spokespeople = _people_by_organization(rows, today) if people else {}
    return [
        public_entry(row, today=today, url=row.full_url or "", people=spokespeople.get(row.pk, ()))
        for row in rows
    ]


def _people_by_organization(rows, today: datetime.date) -> dict[int, list]:
    grouped: dict[int, list] = {}
    for person in Representative.objects.public(today).filter(organization__in=rows):
        grouped.setdefault(person.organization_id, []).append(person)
    return grouped
