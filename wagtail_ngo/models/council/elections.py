"""The page of an election: what is announced, when, and by which rules."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from wagtail_ngo.blocks import BodyStreamBlock
from wagtail_ngo.domain.council.calendar import Calendar
from wagtail_ngo.domain.council.rules import Area, Rules
from wagtail_ngo.editing.elections import ElectionPageForm
from wagtail_ngo.enums import CandidateOrder, DeputyRule, ElectionForm, VotingKind
from wagtail_ngo.fields import MomentField
from wagtail_ngo.models.page_types import SubclassesFit, TabbedEditor
from wagtail_ngo.models.querysets import VisiblePageManager
from wagtail_ngo.models.route_paths import RoutePaths
from wagtail_ngo.routes import view
from wagtail_ngo.validators import validate_election

#: Fields that no draft changes any more once the electoral roll is frozen.
RULES = (
    "form",
    "seats",
    "max_names",
    "votes_per_organization",
    "one_candidate_per_organization",
    "deputy",
    "needs_register",
    "directory",
)


class ElectionCalendar(models.Model):
    """The dates of an election; empty ones are not fixed yet."""

    nominations_from = MomentField(_("nominations from"), null=True, blank=True)
    nominations_until = MomentField(_("nominations until"), null=True, blank=True)
    list_published_at = MomentField(
        _("list of candidates published"),
        null=True,
        blank=True,
        help_text=_("From this moment on the page shows the candidates."),
    )
    voting_kind = models.CharField(
        _("voting"), max_length=16, choices=VotingKind.choices, default=VotingKind.MEETING
    )
    voting_from = MomentField(_("voting from"), null=True, blank=True, db_index=True)
    voting_until = MomentField(_("voting until"), null=True, blank=True)
    venue = models.ForeignKey(
        "wagtail_ngo.Venue",
        verbose_name=_("venue"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    event = models.ForeignKey(
        "wagtail_ngo.EventPage",
        verbose_name=_("event of the calendar"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="elections",
        help_text=_("The event then leads to this page, and this page to the event."),
    )

    class Meta:
        abstract = True

    @property
    def calendar(self) -> Calendar:
        """The dates as a value of the domain."""
        return Calendar(
            nominations_from=self.nominations_from,
            nominations_until=self.nominations_until,
            list_published_at=self.list_published_at,
            voting_from=self.voting_from,
            voting_until=self.voting_until,
        )


class ElectionRules(models.Model):
    """By which rules seats are given. Votes are cast on paper: see ADR 5."""

    form = models.CharField(
        _("form"), max_length=16, choices=ElectionForm.choices, default=ElectionForm.ONE_LIST
    )
    seats = models.PositiveSmallIntegerField(
        _("seats"), default=7, help_text=_("For one list. Areas have their own below.")
    )
    max_names = models.PositiveSmallIntegerField(
        _("most names on a ballot"), default=7, help_text=_("With more the ballot is invalid.")
    )
    votes_per_organization = models.PositiveSmallIntegerField(
        _("ballots of one organization"), default=1
    )
    one_candidate_per_organization = models.BooleanField(
        _("one candidate of each organization"), default=True
    )
    deputy = models.CharField(
        _("deputies"), max_length=16, choices=DeputyRule.choices, default=DeputyRule.NONE
    )
    candidate_order = models.CharField(
        _("order of candidates"),
        max_length=16,
        choices=CandidateOrder.choices,
        default=CandidateOrder.ALPHABETICAL,
    )
    directory = models.ForeignKey(
        "wagtail_ngo.NGODirectoryPage",
        verbose_name=_("directory"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its organizations vote. Empty: the only directory of the site."),
    )
    needs_register = models.BooleanField(
        _("only registered organizations vote"),
        default=False,
        help_text=_("In the KRS or another register."),
    )
    consent_text = models.TextField(
        _("consent of candidates"),
        blank=True,
        max_length=2000,
        help_text=_("What a candidate agrees to. Empty: the text of this software."),
    )

    class Meta:
        abstract = True

    @property
    def rules(self) -> Rules:
        """The rules as a value of the domain."""
        one_list = self.form == ElectionForm.ONE_LIST
        areas = [Area(None, "", self.seats)] if one_list else [a.value for a in self.areas.all()]
        return Rules(
            form=ElectionForm(self.form),
            areas=tuple(areas),
            max_names=self.max_names,
            votes_per_organization=self.votes_per_organization,
            one_candidate_per_organization=self.one_candidate_per_organization,
            deputy=DeputyRule(self.deputy),
        )


class CouncilElectionMixin(RoutePaths, ElectionCalendar, ElectionRules):
    """What is announced about an election."""

    lead = models.TextField(_("short description"), blank=True, max_length=400)
    body = StreamField(BodyStreamBlock(), verbose_name=_("text"), blank=True)

    search_fields = [index.SearchField("lead"), index.SearchField("body")]
    content_panels = [FieldPanel("lead"), FieldPanel("body")]
    calendar_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("nominations_from"), FieldPanel("nominations_until")]),
                FieldPanel("list_published_at"),
            ],
            heading=_("Candidates"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("voting_kind"),
                FieldRowPanel([FieldPanel("voting_from"), FieldPanel("voting_until")]),
                FieldPanel("venue"),
                FieldPanel("event"),
            ],
            heading=_("Voting"),
        ),
    ]
    rule_panels = [
        HelpPanel(
            heading=_("When rules are fixed"),
            content=_(
                "Rules may be changed until the electoral roll is frozen. From then on they stay "
                "as they are, whatever a draft says."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel("form"),
                FieldRowPanel([FieldPanel("seats"), FieldPanel("max_names")]),
                FieldPanel("votes_per_organization"),
            ],
            heading=_("Ballots"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("one_candidate_per_organization"),
                FieldPanel("deputy"),
                FieldPanel("candidate_order"),
                FieldPanel("consent_text"),
            ],
            heading=_("Candidates"),
        ),
        MultiFieldPanel(
            [FieldPanel("directory"), FieldPanel("needs_register")], heading=_("Who votes")
        ),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        validate_election(self.calendar, seats=self.seats, max_names=self.max_names)

    election = view("council.elections.election", path("", name="election"))
    dates = view("council.elections.dates", path("ics/", name="dates"))
    protocol = view("council.elections.protocol", path("protocol/", name="protocol"))
    old_protocol = view(
        "council.elections.protocol", path("protocol/<int:number>/", name="old_protocol")
    )

    def route_arguments(self) -> dict:
        numbers = self.counts.validated().order_by("number").values_list("number", flat=True)
        return {"old_protocol": [{"number": number} for number in numbers]}


class CouncilElectionPage(SubclassesFit, TabbedEditor, CouncilElectionMixin, Page):
    """An election to the council. Its records (candidates, roll, counts) point here."""

    template = "wagtail_ngo/pages/council_election_page.html"
    parent_page_types = ["wagtail_ngo.CouncilPage"]
    subpage_types = []
    base_form_class = ElectionPageForm
    search_fields = Page.search_fields + CouncilElectionMixin.search_fields
    content_panels = Page.content_panels + CouncilElectionMixin.content_panels
    rule_panels = [
        *CouncilElectionMixin.rule_panels,
        InlinePanel("areas", label=_("area"), heading=_("Areas")),
    ]
    calendar_panels = CouncilElectionMixin.calendar_panels
    editor_tabs = [
        ("content_panels", _("Content")),
        ("calendar_panels", _("Calendar")),
        ("rule_panels", _("Rules")),
        ("promote_panels", _("Promote")),
        ("settings_panels", _("Settings")),
    ]
    LOCKED = RULES
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("election to the council")
        verbose_name_plural = _("elections to the council")

    @property
    def is_locked(self) -> bool:
        """Whether the rules are fixed: the electoral roll was frozen by them."""
        return bool(self.pk) and hasattr(self, "roll")

    def with_content_json(self, content):
        """A revision never changes the rules of an election whose roll is frozen.

        The stored rules count: this object may carry what an editor has just typed.
        """
        page = super().with_content_json(content)
        if self.is_locked:
            names = [self._meta.get_field(name).attname for name in RULES]
            stored = CouncilElectionPage.objects.filter(pk=self.pk).values(*names).get()
            for name, value in stored.items():
                setattr(page, name, value)
            page.areas = list(ElectionArea.objects.filter(page_id=self.pk))
        return page


class ElectionArea(Orderable):
    """A list of candidates of its own, with its seats."""

    page = ParentalKey(CouncilElectionPage, on_delete=models.CASCADE, related_name="areas")
    name = models.CharField(_("name"), max_length=255)
    seats = models.PositiveSmallIntegerField(_("seats"), default=1)
    activity_area = models.ForeignKey(
        "wagtail_ngo.ActivityArea",
        verbose_name=_("activity area"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Organizations with this activity area are put into this area first."),
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("seats"), FieldPanel("activity_area")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("area of an election")
        verbose_name_plural = _("areas of an election")

    def __str__(self) -> str:
        return self.name

    @property
    def value(self) -> Area:
        return Area(self.pk, self.name, self.seats)
