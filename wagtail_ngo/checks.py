"""System checks ``wagtail_ngo.E…`` and ``W…``; listed in ``docs/reference/checks.md``."""

from django.core.checks import Error, Tags, register

from wagtail_ngo import conf


@register(Tags.compatibility)
def check_unknown_settings(app_configs=None, **kwargs) -> list[Error]:
    """E001: a key of WAGTAIL_NGO that nothing reads."""
    return [
        Error(
            f"{conf.SETTINGS_NAME}[{key!r}] is not a setting of wagtail-ngo.",
            hint=f"Remove it or correct its name. Known: {', '.join(sorted(conf.DEFAULTS))}.",
            id="wagtail_ngo.E001",
        )
        for key in conf.unknown_keys()
    ]
