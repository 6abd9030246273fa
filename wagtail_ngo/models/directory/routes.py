"""Addresses below the directory page that answer a search."""

from wagtail.contrib.routable_page.models import path

from wagtail_ngo.models.route_paths import RoutePaths
from wagtail_ngo.routes import view


class DirectorySearchRoutes(RoutePaths):
    """The same search as a page, as suggestions, for a feed reader, a spreadsheet, paper, a map."""

    class Meta:
        abstract = True

    search_page = view("directory.search.results_page", path("", name="search_page"))
    suggestions = view("directory.search.suggestions", path("suggestions/", name="suggestions"))
    results_atom = view("directory.search_exports.atom", path("atom/", name="results_atom"))
    results_csv = view("directory.search_exports.csv_file", path("csv/", name="results_csv"))
    results_xlsx = view("directory.search_exports.xlsx_file", path("xlsx/", name="results_xlsx"))
    results_print = view("directory.search.print_view", path("print/", name="results_print"))
    search_alert = view("directory.search_alerts.subscribe", path("by-mail/", name="search_alert"))
    results_map = view("directory.map.map_view", path("map/", name="results_map"))
    map_markers = view("directory.map.markers", path("map/markers/", name="map_markers"))
