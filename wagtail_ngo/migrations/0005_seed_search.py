"""The editors' lists of life situations and of words in other languages start with what is usual."""

from django.db import migrations

from wagtail_ngo.domain.search.foreign_words import FOREIGN_WORDS
from wagtail_ngo.domain.search.polish_situations import POLISH_SITUATIONS


def add(apps, schema_editor):
    alias = schema_editor.connection.alias
    translations = apps.get_model("wagtail_ngo", "SearchTranslation").objects.using(alias)
    for line in FOREIGN_WORDS.strip().splitlines():
        meaning, _, words = line.partition(":")
        phrases = [
            phrase.strip() for language in words.split("|") for phrase in language.split(",")
        ]
        translations.get_or_create(
            meaning=meaning.strip(), defaults={"words": ", ".join(dict.fromkeys(phrases))}
        )
    situations = apps.get_model("wagtail_ngo", "SearchSituation").objects.using(alias)
    if situations.exists():
        return
    for line in POLISH_SITUATIONS.strip().splitlines():
        phrases, words, sentence = (part.strip() for part in line.split("|"))
        situations.create(phrases=phrases, words=words, sentence=sentence)


class Migration(migrations.Migration):
    dependencies = [("wagtail_ngo", "0004_search_synonyms")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=True)]
