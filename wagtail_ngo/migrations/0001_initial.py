import datetime
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import modelsearch.index
import uuid
import wagtail.contrib.routable_page.models
import wagtail.fields
import wagtail_ngo.blocks.bulletin
import wagtail_ngo.fields
import wagtail_ngo.models.bulletin_files
import wagtail_ngo.models.cooperation
import wagtail_ngo.models.events
import wagtail_ngo.validators
from wagtail.images import get_image_model_string
from wagtail.documents import get_document_model_string
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(get_image_model_string()),
        migrations.swappable_dependency(get_document_model_string()),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActivityArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, unique=True, verbose_name='name')),
                ('slug', models.SlugField(blank=True, help_text='Part of the address of lists. Made from the name when left empty.', max_length=255, unique=True, verbose_name='slug')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('sort_order', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='UUID')),
                ('code', models.CharField(blank=True, help_text='Number in art. 4(1) of the Act on Public Benefit and Volunteer Work.', max_length=8, verbose_name='point of the Act')),
            ],
            options={
                'verbose_name': 'activity area',
                'verbose_name_plural': 'activity areas',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='District',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, unique=True, verbose_name='name')),
                ('slug', models.SlugField(blank=True, help_text='Part of the address of lists. Made from the name when left empty.', max_length=255, unique=True, verbose_name='slug')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('sort_order', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='UUID')),
            ],
            options={
                'verbose_name': 'district',
                'verbose_name_plural': 'districts',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='EventIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
            ],
            options={
                'verbose_name': 'calendar',
                'verbose_name_plural': 'calendars',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='FundingCallIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'list of funding calls',
                'verbose_name_plural': 'lists of funding calls',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Language',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, unique=True, verbose_name='name')),
                ('slug', models.SlugField(blank=True, help_text='Part of the address of lists. Made from the name when left empty.', max_length=255, unique=True, verbose_name='slug')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('sort_order', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='UUID')),
                ('code', models.CharField(blank=True, help_text='BCP 47, for example uk or pso.', max_length=16, verbose_name='code')),
            ],
            options={
                'verbose_name': 'language',
                'verbose_name_plural': 'languages',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='LegalForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, unique=True, verbose_name='name')),
                ('slug', models.SlugField(blank=True, help_text='Part of the address of lists. Made from the name when left empty.', max_length=255, unique=True, verbose_name='slug')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('sort_order', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='UUID')),
            ],
            options={
                'verbose_name': 'legal form',
                'verbose_name_plural': 'legal forms',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='NGODirectoryPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'NGO directory',
                'verbose_name_plural': 'NGO directories',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='TargetGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, unique=True, verbose_name='name')),
                ('slug', models.SlugField(blank=True, help_text='Part of the address of lists. Made from the name when left empty.', max_length=255, unique=True, verbose_name='slug')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('sort_order', models.PositiveIntegerField(default=0, verbose_name='order')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='UUID')),
            ],
            options={
                'verbose_name': 'target group',
                'verbose_name_plural': 'target groups',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Venue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, verbose_name='name')),
                ('address', models.CharField(blank=True, max_length=255, verbose_name='address')),
            ],
            options={
                'verbose_name': 'venue',
                'verbose_name_plural': 'venues',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='BulletinIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='introduction')),
                ('masthead', models.CharField(blank=True, help_text='Stands under the title on the cover, for example: “Monthly of the NGOs”.', max_length=120, verbose_name='masthead line')),
                ('publisher', models.CharField(blank=True, max_length=255, verbose_name='publisher')),
                ('issn', models.CharField(blank=True, max_length=9, validators=[wagtail_ngo.validators.validate_issn], verbose_name='ISSN')),
                ('imprint', wagtail.fields.RichTextField(blank=True, help_text='Editors, address, printer, licence: printed on the last page.', verbose_name='imprint')),
                ('structure_color', models.CharField(blank=True, max_length=7, validators=[wagtail_ngo.validators.validate_color], verbose_name='main colour')),
                ('accent_color', models.CharField(blank=True, max_length=7, validators=[wagtail_ngo.validators.validate_color], verbose_name='accent colour')),
                ('cover_style', models.CharField(choices=[('picture', 'Picture, where the issue has one'), ('type', 'Number and month only')], default='picture', max_length=16, verbose_name='cover')),
                ('target_pages', models.PositiveSmallIntegerField(default=12, help_text='A multiple of four.', verbose_name='pages in print')),
                ('skeleton', wagtail.fields.StreamField([('section', 3), ('events_of_period', 8), ('open_calls', 10), ('new_organizations', 10), ('text', 13), ('contact', 21), ('filler', 23)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': wagtail_ngo.blocks.bulletin.theme_choices, 'help_text': 'Proposals are added to the section of their theme.', 'label': 'Theme'}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Introduction', 'max_length': 600, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('heading', 0), ('theme', 1), ('intro', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120, 'required': False}), 5: ('wagtail.blocks.PageChooserBlock', (), {'help_text': 'Empty: all calendars of the site.', 'label': 'Calendar', 'page_type': ['wagtail_ngo.EventIndexPage'], 'required': False}), 6: ('wagtail.blocks.IntegerBlock', (), {'default': 20, 'label': 'At most', 'max_value': 200, 'min_value': 1}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Text when there is none', 'max_length': 250, 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('heading', 4), ('calendar', 5), ('most', 6), ('empty_text', 7)]], {}), 9: ('wagtail.blocks.IntegerBlock', (), {'default': 10, 'label': 'At most', 'max_value': 100, 'min_value': 1}), 10: ('wagtail.blocks.StructBlock', [[('heading', 4), ('most', 9), ('empty_text', 7)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 250, 'required': False}), 12: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'h4', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'blockquote'], 'label': 'Text'}), 13: ('wagtail.blocks.StructBlock', [[('title', 11), ('text', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 250, 'required': False}), 16: ('wagtail.blocks.TextBlock', (), {'label': 'Address', 'max_length': 250, 'required': False}), 17: ('wagtail.blocks.CharBlock', (), {'label': 'Phone', 'max_length': 40, 'required': False}), 18: ('wagtail.blocks.EmailBlock', (), {'label': 'E-mail', 'required': False}), 19: ('wagtail.blocks.URLBlock', (), {'label': 'Web page', 'required': False}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Open', 'max_length': 250, 'required': False}), 21: ('wagtail.blocks.StructBlock', [[('title', 14), ('name', 15), ('address', 16), ('phone', 17), ('email', 18), ('url', 19), ('hours', 20)]], {}), 22: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Text'}), 23: ('wagtail.blocks.StructBlock', [[('title', 14), ('text', 22)]], {})}, verbose_name='default sections')),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string(), verbose_name='logo')),
            ],
            options={
                'verbose_name': 'bulletin',
                'verbose_name_plural': 'bulletins',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='BulletinIssuePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='number')),
                ('last_number', models.PositiveSmallIntegerField(blank=True, help_text='For a double issue such as 7–8.', null=True, verbose_name='last number')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('period_start', models.DateField(verbose_name='period from')),
                ('period_end', models.DateField(verbose_name='period to')),
                ('issue_date', models.DateField(verbose_name='date of issue')),
                ('summary', models.TextField(blank=True, help_text='For the archive, the feed and the mail.', max_length=400, verbose_name='summary')),
                ('cover_alt', models.CharField(blank=True, max_length=250, verbose_name='what the cover shows')),
                ('cover_credit', models.CharField(blank=True, max_length=120, verbose_name='photographer or source')),
                ('editorial', wagtail.fields.RichTextField(blank=True, verbose_name='editorial')),
                ('editorial_author', models.CharField(blank=True, max_length=120, verbose_name='author of the editorial')),
                ('body', wagtail.fields.StreamField([('section', 3), ('events_of_period', 8), ('event', 13), ('open_calls', 15), ('call', 18), ('new_organizations', 15), ('organization', 20), ('news', 27), ('council_news', 29), ('text', 31), ('quote', 35), ('pictures', 39), ('table', 43), ('contact', 51), ('filler', 53)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': wagtail_ngo.blocks.bulletin.theme_choices, 'help_text': 'Proposals are added to the section of their theme.', 'label': 'Theme'}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Introduction', 'max_length': 600, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('heading', 0), ('theme', 1), ('intro', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120, 'required': False}), 5: ('wagtail.blocks.PageChooserBlock', (), {'help_text': 'Empty: all calendars of the site.', 'label': 'Calendar', 'page_type': ['wagtail_ngo.EventIndexPage'], 'required': False}), 6: ('wagtail.blocks.IntegerBlock', (), {'default': 20, 'label': 'At most', 'max_value': 200, 'min_value': 1}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Text when there is none', 'max_length': 250, 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('heading', 4), ('calendar', 5), ('most', 6), ('empty_text', 7)]], {}), 9: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Event', 'page_type': ['wagtail_ngo.EventPage']}), 10: ('wagtail.blocks.DateBlock', (), {'help_text': 'One of the dates of the event. Empty: the first in the period of the issue.', 'label': 'Date', 'required': False}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Another title', 'max_length': 250, 'required': False}), 12: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Another text', 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('event', 9), ('date', 10), ('title', 11), ('text', 12)]], {}), 14: ('wagtail.blocks.IntegerBlock', (), {'default': 10, 'label': 'At most', 'max_value': 100, 'min_value': 1}), 15: ('wagtail.blocks.StructBlock', [[('heading', 4), ('most', 14), ('empty_text', 7)]], {}), 16: ('wagtail_ngo.blocks.choosers.FundingCallChooserBlock', (), {'label': 'Funding call'}), 17: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'h4', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'blockquote'], 'label': 'Another text', 'required': False}), 18: ('wagtail.blocks.StructBlock', [[('call', 16), ('title', 11), ('text', 17)]], {}), 19: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Organization', 'page_type': ['wagtail_ngo.NGOPage']}), 20: ('wagtail.blocks.StructBlock', [[('organization', 19), ('text', 17)]], {}), 21: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Organization', 'page_type': ['wagtail_ngo.NGOPage'], 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 250}), 23: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'h4', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'blockquote'], 'label': 'Text'}), 24: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 250, 'required': False}), 26: ('wagtail.blocks.URLBlock', (), {'label': 'More on the web', 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('organization', 21), ('title', 22), ('text', 23), ('image', 24), ('caption', 25), ('link', 26)]], {}), 28: ('wagtail.blocks.DateBlock', (), {'label': 'Date', 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('title', 22), ('date', 28), ('text', 23), ('link', 26)]], {}), 30: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 250, 'required': False}), 31: ('wagtail.blocks.StructBlock', [[('title', 30), ('text', 23)]], {}), 32: ('wagtail.blocks.TextBlock', (), {'label': 'Quotation', 'max_length': 400}), 33: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'max_length': 120, 'required': False}), 34: ('wagtail.blocks.CharBlock', (), {'label': 'Role', 'max_length': 120, 'required': False}), 35: ('wagtail.blocks.StructBlock', [[('quote', 32), ('author', 33), ('role', 34)]], {}), 36: ('wagtail.blocks.CharBlock', (), {'label': 'Photographer or source', 'max_length': 120, 'required': False}), 37: ('wagtail.blocks.StructBlock', [[('image', 24), ('caption', 25), ('credit', 36)]], {}), 38: ('wagtail.blocks.ListBlock', (37,), {'label': 'Pictures', 'max_num': 12, 'min_num': 1}), 39: ('wagtail.blocks.StructBlock', [[('title', 30), ('pictures', 38)]], {}), 40: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 250}), 41: ('wagtail.blocks.TextBlock', (), {'help_text': 'One row a line, cells separated by | or by a tab: paste it from a spreadsheet. The first row holds the headings.', 'label': 'Rows'}), 42: ('wagtail.blocks.BooleanBlock', (), {'label': 'The first column holds headings too', 'required': False}), 43: ('wagtail.blocks.StructBlock', [[('caption', 40), ('rows', 41), ('head_column', 42)]], {}), 44: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 45: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 250, 'required': False}), 46: ('wagtail.blocks.TextBlock', (), {'label': 'Address', 'max_length': 250, 'required': False}), 47: ('wagtail.blocks.CharBlock', (), {'label': 'Phone', 'max_length': 40, 'required': False}), 48: ('wagtail.blocks.EmailBlock', (), {'label': 'E-mail', 'required': False}), 49: ('wagtail.blocks.URLBlock', (), {'label': 'Web page', 'required': False}), 50: ('wagtail.blocks.CharBlock', (), {'label': 'Open', 'max_length': 250, 'required': False}), 51: ('wagtail.blocks.StructBlock', [[('title', 44), ('name', 45), ('address', 46), ('phone', 47), ('email', 48), ('url', 49), ('hours', 50)]], {}), 52: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Text'}), 53: ('wagtail.blocks.StructBlock', [[('title', 44), ('text', 52)]], {})}, verbose_name='sections')),
                ('cover_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string(), verbose_name='cover picture')),
            ],
            options={
                'verbose_name': 'bulletin issue',
                'verbose_name_plural': 'bulletin issues',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='BulletinEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='edition')),
                ('content', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='content')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='what was corrected')),
                ('issued_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='issued at')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='wagtail_ngo.bulletinissuepage')),
            ],
            options={
                'verbose_name': 'edition',
                'verbose_name_plural': 'editions',
                'ordering': ['issue', '-number'],
            },
        ),
        migrations.CreateModel(
            name='BulletinSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(db_index=True, max_length=100, verbose_name='source')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('change', models.CharField(blank=True, choices=[('', 'Unchanged'), ('changed', 'Changed'), ('gone', 'No longer public')], default='', max_length=16, verbose_name='change')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='wagtail_ngo.bulletinedition')),
            ],
            options={
                'verbose_name': 'source of a bulletin',
                'verbose_name_plural': 'sources of bulletins',
                'ordering': ['edition', 'title'],
            },
        ),
        migrations.CreateModel(
            name='FundingCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('funder', models.CharField(max_length=255, verbose_name='funder')),
                ('deadline', models.DateTimeField(db_index=True, help_text='With the hour, as the funder announced it.', verbose_name='deadline')),
                ('amount_min', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='smallest grant')),
                ('amount_max', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='largest grant')),
                ('currency', models.CharField(default='PLN', max_length=3, verbose_name='currency')),
                ('own_contribution', models.CharField(blank=True, help_text='For example: 10 %, may be voluntary work.', max_length=255, verbose_name='own contribution')),
                ('eligible', models.TextField(blank=True, max_length=600, verbose_name='who may apply')),
                ('text', wagtail.fields.RichTextField(blank=True, verbose_name='text')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='announcement on the web')),
                ('source', models.CharField(blank=True, help_text='Where you found this call.', max_length=255, verbose_name='source')),
                ('is_public', models.BooleanField(default=True, verbose_name='public')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('areas', models.ManyToManyField(blank=True, related_name='funding_calls', to='wagtail_ngo.activityarea', verbose_name='activity areas')),
            ],
            options={
                'verbose_name': 'funding call',
                'verbose_name_plural': 'funding calls',
                'ordering': ['deadline', 'pk'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='NGOPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('step_free', models.CharField(blank=True, choices=[('', 'Not known'), ('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], default='', max_length=8, verbose_name='step-free entrance')),
                ('lift', models.CharField(blank=True, choices=[('', 'Not known'), ('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], default='', max_length=8, verbose_name='lift or ground floor')),
                ('accessible_toilet', models.CharField(blank=True, choices=[('', 'Not known'), ('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], default='', max_length=8, verbose_name='accessible toilet')),
                ('accessible_parking', models.CharField(blank=True, choices=[('', 'Not known'), ('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], default='', max_length=8, verbose_name='parking for disabled people')),
                ('induction_loop', models.CharField(blank=True, choices=[('', 'Not known'), ('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], default='', max_length=8, verbose_name='induction loop')),
                ('sign_language', models.CharField(blank=True, choices=[('', 'Not known'), ('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], default='', max_length=8, verbose_name='sign language interpreter')),
                ('assistance_dogs', models.CharField(blank=True, choices=[('', 'Not known'), ('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], default='', max_length=8, verbose_name='assistance dogs welcome')),
                ('accessibility_note', models.TextField(blank=True, max_length=1000, verbose_name='more about access')),
                ('short_name', models.CharField(blank=True, max_length=100, verbose_name='short name')),
                ('other_names', models.CharField(blank=True, help_text='Words by which people look for it, separated by commas.', max_length=255, verbose_name='abbreviations and other names')),
                ('filed_as', models.CharField(blank=True, help_text='Leave empty to file it under its name without “Stowarzyszenie”, “Fundacja”.', max_length=255, verbose_name='filed under')),
                ('sort_key', models.CharField(blank=True, db_index=True, editable=False, max_length=400)),
                ('uuid', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('register', models.CharField(choices=[('krs', 'National Court Register (KRS)'), ('starost', 'Register kept by the starost or mayor'), ('church', 'Church legal person'), ('krkgw', "National Register of Rural Women's Circles (KRKGW)"), ('none', 'Not registered')], default='krs', max_length=16, verbose_name='register')),
                ('register_number', models.CharField(blank=True, max_length=50, verbose_name='number in another register')),
                ('krs', wagtail_ngo.fields.KRSField(blank=True, db_index=True, max_length=20, verbose_name='KRS')),
                ('nip', wagtail_ngo.fields.NIPField(blank=True, db_index=True, max_length=20, verbose_name='NIP')),
                ('regon', wagtail_ngo.fields.REGONField(blank=True, db_index=True, max_length=20, verbose_name='REGON')),
                ('iban', wagtail_ngo.fields.IBANField(blank=True, max_length=50, verbose_name='bank account')),
                ('is_public_benefit', models.BooleanField(default=False, help_text='May receive 1.5 % of income tax; the entry then says how.', verbose_name='public benefit organization (OPP)')),
                ('tax_purpose', models.CharField(blank=True, max_length=255, verbose_name='purpose of the 1.5 %')),
                ('founded_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1200), django.core.validators.MaxValueValidator(2200)], verbose_name='founded in the year')),
                ('status', models.CharField(choices=[('active', 'Active'), ('suspended', 'Activity suspended'), ('in_liquidation', 'In liquidation'), ('struck_off', 'Struck off the register'), ('moved', 'Moved to another town')], default='active', max_length=16, verbose_name='status')),
                ('seat_street', models.CharField(blank=True, max_length=255, verbose_name='street and number')),
                ('seat_postcode', wagtail_ngo.fields.PostcodeField(blank=True, max_length=10, verbose_name='postcode')),
                ('seat_city', models.CharField(blank=True, max_length=100, verbose_name='town')),
                ('hide_street', models.BooleanField(default=False, help_text="For a seat in somebody's home: the public sees the town only, and no map.", verbose_name='do not show the street')),
                ('mail_street', models.CharField(blank=True, max_length=255, verbose_name='street and number or PO box')),
                ('mail_postcode', wagtail_ngo.fields.PostcodeField(blank=True, max_length=10, verbose_name='postcode')),
                ('mail_city', models.CharField(blank=True, max_length=100, verbose_name='town')),
                ('latitude', models.DecimalField(blank=True, decimal_places=6, max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='longitude')),
                ('verified_on', models.DateField(blank=True, editable=False, null=True, verbose_name='confirmed on')),
                ('verified_by', models.CharField(blank=True, editable=False, max_length=255, verbose_name='confirmed by')),
                ('next_review_on', models.DateField(blank=True, db_index=True, editable=False, null=True, verbose_name='next review')),
                ('lead', models.TextField(blank=True, help_text='What the organization does, for whom, in one or two sentences.', max_length=400, verbose_name='lead')),
                ('description', wagtail.fields.StreamField([('heading', 0), ('text', 1), ('quote', 4)], blank=True, block_lookup={0: ('wagtail_ngo.blocks.text.HeadingBlock', (), {}), 1: ('wagtail_ngo.blocks.text.ParagraphBlock', (), {}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Text'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('text', 2), ('source', 3)]], {})}, verbose_name='description')),
                ('area_of_operation', models.CharField(blank=True, choices=[('district', 'A part of the city'), ('city', 'The city'), ('county', 'The county'), ('region', 'The voivodeship'), ('national', 'The whole country'), ('international', 'Also abroad')], max_length=16, verbose_name='area of operation')),
                ('internal_note', models.TextField(blank=True, help_text='For editors only; never shown in public.', verbose_name='internal note')),
                ('areas', modelcluster.fields.ParentalManyToManyField(blank=True, to='wagtail_ngo.activityarea', verbose_name='activity areas')),
                ('districts', modelcluster.fields.ParentalManyToManyField(blank=True, to='wagtail_ngo.district', verbose_name='districts')),
                ('languages', modelcluster.fields.ParentalManyToManyField(blank=True, to='wagtail_ngo.language', verbose_name='languages')),
                ('legal_form', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtail_ngo.legalform', verbose_name='legal form')),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=get_image_model_string(), verbose_name='logo')),
                ('target_groups', modelcluster.fields.ParentalManyToManyField(blank=True, to='wagtail_ngo.targetgroup', verbose_name='target groups')),
            ],
            options={
                'verbose_name': 'NGO',
                'verbose_name_plural': 'NGOs',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('partners', 'Project partners'), ('volunteers', 'Volunteers'), ('rooms', 'Rooms'), ('equipment', 'Equipment'), ('knowledge', 'Knowledge and training'), ('transport', 'Transport'), ('other', 'Other')], max_length=16, verbose_name='kind')),
                ('text', models.CharField(max_length=300, verbose_name='what')),
                ('added_on', models.DateField(default=wagtail_ngo.models.cooperation.local_today, editable=False, verbose_name='added on')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('organization', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='wagtail_ngo.ngopage')),
            ],
            options={
                'verbose_name': 'need',
                'verbose_name_plural': 'needs',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EventPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('start_date', models.DateField(default=datetime.date.today, verbose_name='date')),
                ('start_time', models.TimeField(blank=True, null=True, verbose_name='time')),
                ('end_date', models.DateField(blank=True, null=True, verbose_name='end date')),
                ('end_time', models.TimeField(blank=True, null=True, verbose_name='end time')),
                ('time_zone', models.CharField(default=wagtail_ngo.models.events.default_time_zone, max_length=64, verbose_name='time zone')),
                ('recurrence', wagtail_ngo.fields.RecurrenceField(blank=True, null=True)),
                ('uid', models.CharField(default=uuid.uuid4, editable=False, max_length=255, verbose_name='UID')),
                ('sequence', models.PositiveIntegerField(default=0, editable=False, verbose_name='sequence')),
                ('hosts', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='hosted_events', to='wagtail_ngo.ngopage', verbose_name='hosts')),
                ('venue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtail_ngo.venue', verbose_name='venue')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='EntryImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('alt_text', models.CharField(blank=True, max_length=255, verbose_name='description for people who do not see it')),
                ('caption', models.CharField(blank=True, max_length=255, verbose_name='caption')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=get_image_model_string(), verbose_name='image')),
                ('organization', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='gallery', to='wagtail_ngo.ngopage')),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EntryDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.CharField(blank=True, max_length=255, verbose_name='title')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=get_document_model_string(), verbose_name='document')),
                ('organization', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='wagtail_ngo.ngopage')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Cooperation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('subject', models.CharField(blank=True, max_length=255, verbose_name='subject')),
                ('since', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='since the year')),
                ('until', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='until the year')),
                ('organization', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='cooperations', to='wagtail_ngo.ngopage')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cooperations_as_partner', to='wagtail_ngo.ngopage', verbose_name='partner')),
            ],
            options={
                'verbose_name': 'cooperation',
                'verbose_name_plural': 'cooperations',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContactChannel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('phone', 'Phone'), ('email', 'E-mail'), ('website', 'Website'), ('facebook', 'Facebook'), ('instagram', 'Instagram'), ('youtube', 'YouTube'), ('linkedin', 'LinkedIn'), ('epuap', 'e-Delivery or ePUAP address'), ('other', 'Other')], max_length=16, verbose_name='kind')),
                ('value', models.CharField(help_text='A phone number, an e-mail address or a web address with https://.', max_length=255, verbose_name='number or address')),
                ('label', models.CharField(blank=True, help_text='For example: secretariat, helpline.', max_length=100, verbose_name='label')),
                ('is_public', models.BooleanField(default=True, verbose_name='public')),
                ('organization', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_channels', to='wagtail_ngo.ngopage')),
            ],
            options={
                'verbose_name': 'contact',
                'verbose_name_plural': 'contacts',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NGOSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'NGO pages',
            },
        ),
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recurrence_id', models.CharField(max_length=32, verbose_name='recurrence id')),
                ('starts_at', models.DateTimeField(verbose_name='starts at')),
                ('ends_at', models.DateTimeField(verbose_name='ends at')),
                ('status', models.CharField(choices=[('scheduled', 'Takes place'), ('cancelled', 'Cancelled'), ('moved', 'Moved')], default='scheduled', max_length=16, verbose_name='status')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occurrences', to='wagtail_ngo.eventpage')),
            ],
            options={
                'verbose_name': 'date',
                'verbose_name_plural': 'dates',
                'ordering': ['starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OccurrenceOverride',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('original_date', models.DateField(verbose_name='original date')),
                ('status', models.CharField(choices=[('scheduled', 'Takes place'), ('cancelled', 'Cancelled'), ('moved', 'Moved')], default='scheduled', max_length=16, verbose_name='status')),
                ('note', models.CharField(blank=True, max_length=255, verbose_name='note')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='overrides', to='wagtail_ngo.eventpage')),
            ],
            options={
                'verbose_name': 'change to one date',
                'verbose_name_plural': 'changes to single dates',
                'ordering': ['original_date'],
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('partners', 'Project partners'), ('volunteers', 'Volunteers'), ('rooms', 'Rooms'), ('equipment', 'Equipment'), ('knowledge', 'Knowledge and training'), ('transport', 'Transport'), ('other', 'Other')], max_length=16, verbose_name='kind')),
                ('text', models.CharField(max_length=300, verbose_name='what')),
                ('added_on', models.DateField(default=wagtail_ngo.models.cooperation.local_today, editable=False, verbose_name='added on')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('organization', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='wagtail_ngo.ngopage')),
            ],
            options={
                'verbose_name': 'offer',
                'verbose_name_plural': 'offers',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OpeningException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('opens', models.TimeField(blank=True, null=True, verbose_name='from')),
                ('closes', models.TimeField(blank=True, null=True, verbose_name='to')),
                ('note', models.CharField(blank=True, max_length=100, verbose_name='note')),
                ('organization', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='opening_exceptions', to='wagtail_ngo.ngopage')),
            ],
            options={
                'verbose_name': 'exception to the office hours',
                'verbose_name_plural': 'exceptions to the office hours',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OpeningHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], verbose_name='day')),
                ('opens', models.TimeField(verbose_name='from')),
                ('closes', models.TimeField(verbose_name='to')),
                ('note', models.CharField(blank=True, help_text='For example: by appointment.', max_length=100, verbose_name='note')),
                ('organization', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='opening_hours', to='wagtail_ngo.ngopage')),
            ],
            options={
                'verbose_name': 'office hours',
                'verbose_name_plural': 'office hours',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Representative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, verbose_name='name')),
                ('role', models.CharField(blank=True, max_length=255, verbose_name='role')),
                ('may_represent', models.BooleanField(default=False, help_text='As the register says.', verbose_name='authorised to represent')),
                ('term_from', models.DateField(blank=True, null=True, verbose_name='term from')),
                ('term_until', models.DateField(blank=True, null=True, verbose_name='term until')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=32, verbose_name='phone')),
                ('is_public', models.BooleanField(default=False, help_text='Name, role, e-mail and phone appear on the entry. Needs a consent below.', verbose_name='show in public')),
                ('keep_until', models.DateField(blank=True, db_index=True, help_text="After this day the person's data are erased.", null=True, verbose_name='keep until')),
                ('erased_on', models.DateField(blank=True, editable=False, null=True, verbose_name='erased on')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='representatives', to='wagtail_ngo.ngopage', verbose_name='organization')),
            ],
            options={
                'verbose_name': 'representative',
                'verbose_name_plural': 'representatives',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(choices=[('contact', 'being contacted by the office'), ('publication', 'publication on the web site'), ('photos', 'photographs')], max_length=16, verbose_name='consents to')),
                ('text_version', models.CharField(help_text='Which wording was agreed to.', max_length=50, verbose_name='version of the text')),
                ('given_on', models.DateField(verbose_name='given on')),
                ('source', models.CharField(choices=[('paper', 'Paper form'), ('email', 'E-mail'), ('web', 'Form on the web site'), ('in_person', 'In person')], max_length=16, verbose_name='received by')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('person', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='wagtail_ngo.representative')),
            ],
            options={
                'verbose_name': 'consent',
                'verbose_name_plural': 'consents',
                'ordering': ['given_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ShareNetwork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=40, verbose_name='name')),
                ('address', models.CharField(help_text="The network's address for sharing, with {url} where the page's address goes and, if the network knows it, {title}.", max_length=255, validators=[django.core.validators.RegexValidator('^https://[A-Za-z0-9.-]+/\\S*\\{url\\}\\S*\\Z', 'Enter an address that begins with https:// and holds {url}.', code='share_address')], verbose_name='address')),
                ('settings', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='share_networks', to='wagtail_ngo.ngosettings')),
            ],
            options={
                'verbose_name': 'network',
                'verbose_name_plural': 'networks',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BulletinFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('variant', models.CharField(choices=[('web', 'Web PDF'), ('print', 'Print PDF'), ('print-grey', 'Print PDF, greyscale'), ('booklet', 'Booklet, A5 on A4')], default='web', max_length=16, verbose_name='variant')),
                ('status', models.CharField(choices=[('queued', 'Waiting'), ('rendering', 'Being made'), ('ready', 'Ready'), ('failed', 'Failed')], default='queued', max_length=16, verbose_name='status')),
                ('file', models.FileField(blank=True, max_length=255, upload_to=wagtail_ngo.models.bulletin_files.pdf_path, verbose_name='file')),
                ('thumbnail', models.FileField(blank=True, max_length=255, upload_to=wagtail_ngo.models.bulletin_files.pdf_path, verbose_name='cover')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveBigIntegerField(default=0, verbose_name='size')),
                ('page_count', models.PositiveIntegerField(default=0, verbose_name='pages')),
                ('generator', models.CharField(blank=True, max_length=100, verbose_name='made with')),
                ('notes', models.JSONField(blank=True, default=list, verbose_name='notes')),
                ('error', models.TextField(blank=True, verbose_name='error')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='created at')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished at')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='wagtail_ngo.bulletinedition')),
            ],
            options={
                'verbose_name': 'file of a bulletin',
                'verbose_name_plural': 'files of bulletins',
                'ordering': ['edition', 'variant'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'variant'), name='wagtail_ngo_bulletin_file_variant')],
            },
        ),
        migrations.AddConstraint(
            model_name='bulletinedition',
            constraint=models.UniqueConstraint(fields=('issue', 'number'), name='wagtail_ngo_bulletin_edition_number'),
        ),
        migrations.AddConstraint(
            model_name='bulletinsource',
            constraint=models.UniqueConstraint(fields=('edition', 'key'), name='wagtail_ngo_bulletin_source_key'),
        ),
        migrations.AddConstraint(
            model_name='occurrence',
            constraint=models.UniqueConstraint(fields=('page', 'recurrence_id'), name='wagtail_ngo_occurrence_id'),
        ),
    ]
