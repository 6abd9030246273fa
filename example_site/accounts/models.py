"""People who work in the town hall."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class TownUser(AbstractUser):
    """An account of the town's CMS."""

    department = models.CharField(_("department"), max_length=120, blank=True)
