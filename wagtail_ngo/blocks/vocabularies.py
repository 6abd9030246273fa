"""Choices of one term of a vocabulary."""

from wagtail import blocks
from wagtail.coreutils import resolve_model_string


class VocabularyBlock(blocks.ChoiceBlock):
    """The slug of a term. Terms are asked for when the form is shown, never to read a page."""

    model = ""

    def __init__(self, **kwargs):
        super().__init__(**{"choices": self.terms, **kwargs})

    def terms(self) -> list[tuple[str, str]]:
        return list(resolve_model_string(self.model).objects.values_list("slug", "name"))

    def to_python(self, value):
        return value

    def normalize(self, value):
        return value

    def get_searchable_content(self, value):
        return []

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, {name: value for name, value in kwargs.items() if name != "choices"}


class EventKindBlock(VocabularyBlock):
    model = "wagtail_ngo.EventKind"


class ActivityAreaBlock(VocabularyBlock):
    model = "wagtail_ngo.ActivityArea"
