"""The editors' list of synonyms starts with what the Polish third sector calls by two names."""

from django.db import migrations

from wagtail_ngo.domain.search.polish_synonyms import POLISH_SYNONYMS


def add(apps, schema_editor):
    synonym = apps.get_model("wagtail_ngo", "SearchSynonym")
    rows = synonym.objects.using(schema_editor.connection.alias)
    for words in POLISH_SYNONYMS.strip().splitlines():
        rows.get_or_create(words=words)


class Migration(migrations.Migration):
    dependencies = [("wagtail_ngo", "0003_seed_event_kinds")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=True)]
