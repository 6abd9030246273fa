"""What a search language offers; documents and queries pass through the same one."""

from __future__ import annotations

from wagtail_ngo.domain import folding


class Plain:
    """Folding alone: for languages without rules of their own.

    A language of a host subclasses this and overrides ``key`` and ``stop_words``; its dotted path
    goes into the setting ``SEARCH_LANGUAGE``.
    """

    code = "und"
    # Whether has_word() knows the words of the language.
    has_lexicon = False
    # Folded words that never decide which entry is meant.
    stop_words: frozenset[str] = frozenset()
    # Folded words people ask with; they tell nothing once the rest of the question does.
    asking_words: frozenset[str] = frozenset()

    def fold(self, text: str) -> str:
        return folding.fold(text)

    def tokens(self, text: str) -> list[str]:
        """All folded words of ``text``."""
        return folding.tokens(text)

    def words(self, text: str) -> list[str]:
        """Folded words of ``text`` without stop words."""
        return [token for token in self.tokens(text) if token not in self.stop_words]

    def key(self, token: str) -> str:
        """What all forms of one folded word share."""
        return token

    def keys(self, text: str) -> list[str]:
        """Keys of the words of ``text``, without stop words, in order."""
        return [self.key(token) for token in self.words(text)]

    def relatives(self, key: str) -> tuple[str, ...]:
        """Keys of words derived from the same word: "pszczelarz" of "pszczoła"."""
        return ()

    def has_word(self, token: str) -> bool:
        """Whether the folded ``token`` is a word of the language, so no typing error."""
        return False

    def sounds(self, token: str) -> str:
        """The folded ``token`` as it is heard: two that are spelt unlike may sound alike."""
        return token

    def forms(self) -> dict[str, str]:
        """Irregular forms known by heart, each with its key."""
        return {}
