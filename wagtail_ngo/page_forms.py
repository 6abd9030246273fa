"""Forms of the page editor: checks that need more than one field, said beside the field."""

from wagtail.admin.forms import WagtailAdminPageForm


class NGOPageForm(WagtailAdminPageForm):
    """The form of an entry.

    Model.clean() knows the directory of a saved entry by its place in the tree; a new entry has
    no place yet, so its parent is told here.
    """

    def _post_clean(self):
        if self.parent_page is not None:
            self.instance.directory_path = self.parent_page.path
        super()._post_clean()
