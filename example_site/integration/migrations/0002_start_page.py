import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("integration", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="StartPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("lead", models.TextField(blank=True, verbose_name="lead")),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("heading", 0),
                            ("text", 1),
                            ("upcoming_events", 8),
                            ("event_card", 10),
                            ("next_date", 10),
                            ("mini_calendar", 11),
                        ],
                        blank=True,
                        block_lookup={
                            0: ("wagtail_ngo.blocks.text.HeadingBlock", (), {}),
                            1: ("wagtail_ngo.blocks.text.ParagraphBlock", (), {}),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120, "required": False},
                            ),
                            3: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {
                                    "help_text": "Empty: events of all calendars.",
                                    "label": "Calendar",
                                    "page_type": ["wagtail_ngo.EventIndexPage"],
                                    "required": False,
                                },
                            ),
                            4: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {"choices": [], "label": "Kind", "required": False},
                            ),
                            5: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [],
                                    "label": "Activity area of the host",
                                    "required": False,
                                },
                            ),
                            6: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {
                                    "label": "Host",
                                    "page_type": ["wagtail_ngo.NGOPage"],
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {"default": 5, "label": "At most", "max_value": 20, "min_value": 1},
                            ),
                            8: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("heading", 2),
                                        ("calendar", 3),
                                        ("kind", 4),
                                        ("area", 5),
                                        ("host", 6),
                                        ("most", 7),
                                    ]
                                ],
                                {},
                            ),
                            9: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {"label": "Event", "page_type": ["wagtail_ngo.EventPage"]},
                            ),
                            10: ("wagtail.blocks.StructBlock", [[("event", 9)]], {}),
                            11: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 2), ("calendar", 3)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
            ],
            options={
                "verbose_name": "start page for organizations",
                "verbose_name_plural": "start pages for organizations",
            },
            bases=("wagtailcore.page",),
        ),
    ]
