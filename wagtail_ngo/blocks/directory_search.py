"""A way into the directory from any page of the host."""

from django.apps import apps
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_ngo.domain.directory.sort_names import filing_letter


class _DirectoryBlock(blocks.StructBlock):
    directory = blocks.PageChooserBlock(
        label=_("directory"), page_type="wagtail_ngo.NGODirectoryPage"
    )


class DirectorySearchBlock(_DirectoryBlock):
    """The search field of a directory; works without JavaScript."""

    class Meta:
        icon = "search"
        label = _("Directory search box")
        description = _("A search field that leads to the results in the directory.")
        template = "wagtail_ngo/blocks/directory_search.html"


class DirectoryLettersBlock(_DirectoryBlock):
    """Letters under which the directory has entries the visitor may see."""

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        directory, request = value.get("directory"), context.get("request")
        context["letters"] = _letters(directory, request) if directory and directory.live else []
        return context

    class Meta:
        icon = "list-ul"
        label = _("A to Z of the directory")
        description = _("Letters that lead to the organizations filed under them.")
        template = "wagtail_ngo/blocks/directory_letters.html"


def _letters(directory, request) -> list[str]:
    """In Polish order, one query."""
    entries = apps.get_model("wagtail_ngo", "NGOPage").objects.visible_to(request)
    beginnings = (
        entries.descendant_of(directory)
        .annotate(beginning=Substr("sort_key", 1, 2))
        .order_by("beginning")
        .values_list("beginning", flat=True)
        .distinct()
    )
    return list(dict.fromkeys(filing_letter(beginning) for beginning in beginnings))
