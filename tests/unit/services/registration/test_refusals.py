"""What was decided by a status that a registration has no more."""

import pytest

from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import Registration
from wagtail_ngo.services.registration.refusals import Refusal, RefusedError, refuse_changed


def test_an_old_status_is_refused_and_none_or_the_same_is_not():
    row = Registration(status=S.CANCELLED)

    refuse_changed(row, "")
    refuse_changed(row, S.CANCELLED)
    with pytest.raises(RefusedError) as error:
        refuse_changed(row, S.CONFIRMED)
    assert (error.value.reason, str(error.value)) == (Refusal.OVER, "over")
