"""Everything that is registered with the Wagtail admin."""

from wagtail_modeladmin.options import modeladmin_register

from wagtail_ngo.admin.group import NGOGroup

modeladmin_register(NGOGroup)
