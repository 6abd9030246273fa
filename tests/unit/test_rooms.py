"""No circle of imports, and no subject that names one above it, imports in functions included."""

import pytest

from tests.unit import imports

pytestmark = pytest.mark.any_stack


def test_no_module_is_in_a_circle_of_imports():
    assert imports.cycles() == []


def test_the_graph_sees_names_taken_through_a_door():
    graph = imports.graph()

    assert "wagtail_ngo.models.events.occurrences" in graph["wagtail_ngo.views.events.pages"]
    assert "wagtail_ngo.enums.reports" in graph["wagtail_ngo.services.reports.figures"]


def test_a_circle_would_be_found(monkeypatch):
    circle = {"a": frozenset("b"), "b": frozenset("c"), "c": frozenset("a"), "d": frozenset("a")}
    monkeypatch.setattr(imports, "graph", lambda: circle)

    assert imports.cycles() == [["a", "b", "c"]]


def test_no_subject_names_one_that_it_may_not_know():
    pairs = [(module, name) for module in imports.modules() for name in imports.named(module)]

    assert len(pairs) > 2000
    assert [pair for pair in pairs if imports.forbidden(*pair)] == []


def test_an_import_upwards_would_be_found():
    events = "wagtail_ngo.services.events.dates"

    assert imports.forbidden(events, "wagtail_ngo.domain.registration.states.State")
    assert not imports.forbidden(events, "wagtail_ngo.domain.directory.vcard")
    assert not imports.forbidden(events, "wagtail_ngo.models.EventPage")
    assert not imports.forbidden("wagtail_ngo.signal_handlers", events)


def test_what_a_subject_knows_its_users_may_know_as_well():
    for subject, known in imports.MAY_KNOW.items():
        beyond = frozenset().union(*(imports.MAY_KNOW[one] for one in known))
        assert beyond - {subject} <= known, subject
