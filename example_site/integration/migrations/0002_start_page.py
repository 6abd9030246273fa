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
                            ("directory_search", 13),
                            ("directory_letters", 13),
                            ("latest_bulletin", 15),
                            ("funding_calls", 17),
                            ("ngo_card", 19),
                            ("ngo_list", 23),
                            ("ngo_contact", 19),
                            ("partner_board", 27),
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
                            12: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {
                                    "label": "directory",
                                    "page_type": ["wagtail_ngo.NGODirectoryPage"],
                                },
                            ),
                            13: ("wagtail.blocks.StructBlock", [[("directory", 12)]], {}),
                            14: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {
                                    "help_text": "Empty: the newest of all.",
                                    "label": "Bulletin",
                                    "page_type": ["wagtail_ngo.BulletinIndexPage"],
                                    "required": False,
                                },
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 2), ("bulletin", 14)]],
                                {},
                            ),
                            16: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {"default": 5, "label": "At most", "max_value": 50, "min_value": 1},
                            ),
                            17: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 2), ("most", 16)]],
                                {},
                            ),
                            18: (
                                "wagtail_ngo.blocks.choosers.NGOChooserBlock",
                                (),
                                {"label": "Organization"},
                            ),
                            19: ("wagtail.blocks.StructBlock", [[("organization", 18)]], {}),
                            20: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {
                                    "help_text": "Empty: organizations of all directories.",
                                    "label": "Directory",
                                    "page_type": ["wagtail_ngo.NGODirectoryPage"],
                                    "required": False,
                                },
                            ),
                            21: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {"choices": [], "label": "Activity area", "required": False},
                            ),
                            22: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {
                                    "default": 10,
                                    "label": "At most",
                                    "max_value": 100,
                                    "min_value": 1,
                                },
                            ),
                            23: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 2), ("directory", 20), ("area", 21), ("most", 22)]],
                                {},
                            ),
                            24: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("both", "Offers and needs"),
                                        ("offers", "Offers only"),
                                        ("needs", "Needs only"),
                                    ],
                                    "label": "What to show",
                                },
                            ),
                            25: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("partners", "Project partners"),
                                        ("volunteers", "Volunteers"),
                                        ("rooms", "Rooms"),
                                        ("equipment", "Equipment"),
                                        ("knowledge", "Knowledge and training"),
                                        ("transport", "Transport"),
                                        ("other", "Other"),
                                    ],
                                    "label": "Of one kind only",
                                    "required": False,
                                },
                            ),
                            26: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {
                                    "default": 10,
                                    "label": "At most, of each",
                                    "max_value": 100,
                                    "min_value": 1,
                                },
                            ),
                            27: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("heading", 2),
                                        ("directory", 20),
                                        ("show", 24),
                                        ("kind", 25),
                                        ("most", 26),
                                    ]
                                ],
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
