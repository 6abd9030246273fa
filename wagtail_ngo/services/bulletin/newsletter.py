"""The bulletin by mail through wagtail-newsletter, where the host has installed it.

The issue becomes one campaign of its service (Mailchimp or another), which knows the addresses. It
is remembered in BulletinMailing, so that the same issue is never sent twice.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.apps import apps
from django.conf import settings

from wagtail_ngo.models import BulletinIssuePage, BulletinMailing
from wagtail_ngo.services.bulletin import mail as bulletin_mail

# What Mailchimp replaces by the address that unsubscribes.
UNSUBSCRIBE = "*|UNSUB|*"


class HandOverError(Exception):
    """The service did not take the campaign; the message is its own."""


def is_installed() -> bool:
    return apps.is_installed("wagtail_newsletter")


def recipients() -> list[Any]:
    """The lists of addresses that editors have named in the admin."""
    from wagtail_newsletter import (  # noqa: PLC0415 -- optional dependency
        get_recipients_model_string,
    )

    return list(apps.get_model(get_recipients_model_string()).objects.order_by("name"))


def backend() -> Any:
    """The host's service; see WAGTAIL_NEWSLETTER_CAMPAIGN_BACKEND."""
    from wagtail_newsletter import campaign_backends  # noqa: PLC0415 -- optional dependency

    return campaign_backends.get_backend()


def hand_over(
    issue: BulletinIssuePage, chosen: Any, *, service: Any, now: datetime.datetime
) -> BulletinMailing:
    """Send the issue to the chosen recipients; nothing where that was done before.

    ``service`` is a CampaignBackend. An interrupted hand-over goes on with its own campaign.
    """
    mailing = bulletin_mail.open_mailing(issue, now=now)
    if mailing.finished_at:
        return mailing
    try:
        if not mailing.campaign:
            mailing.campaign = service.save_campaign(
                campaign_id=None, recipients=chosen, **_letter(issue)
            )
            mailing.save(update_fields=["campaign"])
        campaign = service.get_campaign(mailing.campaign)
        if campaign is None or not (campaign.is_sent or campaign.is_scheduled):
            service.send_campaign(mailing.campaign)
    except Exception as error:
        # wagtail-newsletter has one error class for them all, which cannot be named here.
        if type(error).__name__ != "CampaignBackendError":
            raise
        raise HandOverError(getattr(error, "message", str(error))) from error
    mailing.finished_at = now
    mailing.save(update_fields=["finished_at"])
    return mailing


def _letter(issue: BulletinIssuePage) -> dict[str, str]:
    content = issue.latest_edition.get_content()
    _text, html = bulletin_mail.bodies(content, unsubscribe_url=UNSUBSCRIBE)
    own_name = getattr(settings, "WAGTAIL_NEWSLETTER_FROM_NAME", "")
    return {
        "subject": " ".join(content.title.split()),
        "html": html,
        "from_name": own_name or content.publisher or content.serial,
        "reply_to": getattr(settings, "WAGTAIL_NEWSLETTER_REPLY_TO", "")
        or settings.DEFAULT_FROM_EMAIL,
    }
