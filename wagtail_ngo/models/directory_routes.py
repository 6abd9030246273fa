"""Addresses below the directory page that answer a search."""

from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class DirectorySearchRoutes(RoutablePageMixin):
    """The same search as a page and as suggestions."""

    @path("")
    def search_page(self, request):
        from wagtail_ngo.views import directory_search  # noqa: PLC0415 -- page route

        return directory_search.results_page(request, self)

    @path("suggestions/")
    def suggestions(self, request):
        from wagtail_ngo.views import directory_search  # noqa: PLC0415 -- page route

        return directory_search.suggestions(request, self)
