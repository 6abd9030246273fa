"""No module of the package is part of a circle of imports, those inside functions included."""

from tests.unit import imports


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
