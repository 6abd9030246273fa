"""Addresses below the directory page that answer a search."""

from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class DirectorySearchRoutes(RoutablePageMixin):
    """The same search as a page, as suggestions, for a feed reader, a spreadsheet, paper, a map."""

    @path("")
    def search_page(self, request):
        from wagtail_ngo.views.directory import search as directory_search  # noqa: PLC0415 -- page route

        return directory_search.results_page(request, self)

    @path("suggestions/")
    def suggestions(self, request):
        from wagtail_ngo.views.directory import search as directory_search  # noqa: PLC0415 -- page route

        return directory_search.suggestions(request, self)

    @path("atom/")
    def results_atom(self, request):
        from wagtail_ngo.views.directory import search_exports as directory_search_exports  # noqa: PLC0415 -- page route

        return directory_search_exports.atom(request, self)

    @path("csv/")
    def results_csv(self, request):
        from wagtail_ngo.views.directory import search_exports as directory_search_exports  # noqa: PLC0415 -- page route

        return directory_search_exports.csv_file(request, self)

    @path("print/")
    def results_print(self, request):
        from wagtail_ngo.views.directory import search as directory_search  # noqa: PLC0415 -- page route

        return directory_search.print_view(request, self)

    @path("map/")
    def results_map(self, request):
        from wagtail_ngo.views.directory import map as directory_map  # noqa: PLC0415 -- page route

        return directory_map.map_view(request, self)

    @path("map/markers/")
    def map_markers(self, request):
        from wagtail_ngo.views.directory import map as directory_map  # noqa: PLC0415 -- page route

        return directory_map.markers(request, self)
