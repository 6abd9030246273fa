"""Addresses of elections in the admin."""

from django.urls import path

from wagtail_ngo.admin.council import candidates, counts, overview, rolls

TOP = "ngo/elections/<int:pk>/"

urlpatterns = [
    path(TOP, overview.OverviewView.as_view(), name="wagtail_ngo_election"),
    path(
        f"{TOP}candidates/",
        candidates.CandidatesView.as_view(),
        name="wagtail_ngo_election_candidates",
    ),
    path(
        f"{TOP}candidates/add/",
        candidates.CandidateView.as_view(),
        name="wagtail_ngo_election_add_candidate",
    ),
    path(
        f"{TOP}candidates/<int:candidate_pk>/",
        candidates.CandidateView.as_view(),
        name="wagtail_ngo_election_candidate",
    ),
    *[
        path(
            f"{TOP}candidates/<int:candidate_pk>/{decision}/",
            candidates.decide,
            {"decision": decision},
            name=f"wagtail_ngo_election_{decision.replace('-', '_')}",
        )
        for decision in (*candidates.DECISIONS, "consent-withdrawn", "erase")
    ],
    path(f"{TOP}invite/", candidates.invite, name="wagtail_ngo_election_invite"),
    path(f"{TOP}link/", candidates.make_link, name="wagtail_ngo_election_link"),
    path(f"{TOP}draw/", candidates.draw, name="wagtail_ngo_election_draw"),
    path(f"{TOP}roll/", rolls.RollView.as_view(), name="wagtail_ngo_election_roll"),
    path(
        f"{TOP}roll/<int:entry_pk>/", rolls.EntryView.as_view(), name="wagtail_ngo_election_entry"
    ),
    path(f"{TOP}desk/", rolls.desk, name="wagtail_ngo_election_desk"),
    path(f"{TOP}desk/<int:entry_pk>/", rolls.tick, name="wagtail_ngo_election_tick"),
    path(f"{TOP}count/", counts.CountView.as_view(), name="wagtail_ngo_election_count"),
    path(
        f"{TOP}count/confirm/", counts.ValidateView.as_view(), name="wagtail_ngo_election_validate"
    ),
    path(f"{TOP}count/correct/", counts.CorrectView.as_view(), name="wagtail_ngo_election_correct"),
    path(
        f"{TOP}protocol/<int:number>/",
        overview.protocol_draft,
        name="wagtail_ngo_election_protocol",
    ),
    path(
        f"{TOP}protocol/<int:number>/again/",
        counts.retry_protocol,
        name="wagtail_ngo_election_retry",
    ),
    path(
        f"{TOP}composition/",
        overview.CompositionView.as_view(),
        name="wagtail_ngo_election_composition",
    ),
    path(f"{TOP}papers/<str:name>/", overview.paper, name="wagtail_ngo_election_paper"),
]
