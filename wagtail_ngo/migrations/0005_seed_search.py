"""The editors' lists of life situations and of words in other languages start with what is usual."""

from django.db import migrations

from wagtail_ngo.domain.search.seeds import foreign_words, polish_situations


def add(apps, schema_editor):
    alias = schema_editor.connection.alias
    translations = apps.get_model("wagtail_ngo", "SearchTranslation").objects.using(alias)
    for meaning, phrases in foreign_words():
        translations.get_or_create(meaning=meaning, defaults={"words": ", ".join(phrases)})
    situations = apps.get_model("wagtail_ngo", "SearchSituation").objects.using(alias)
    if situations.exists():
        return
    for phrases, words, sentence in polish_situations():
        situations.create(phrases=phrases, words=words, sentence=sentence)


class Migration(migrations.Migration):
    dependencies = [("wagtail_ngo", "0004_search_synonyms")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=True)]
