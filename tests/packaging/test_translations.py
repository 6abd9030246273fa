"""Both Polish catalogues are complete, compiled, and made from the present sources."""

import shutil

import pytest

from tests.tools.catalogues import CATALOGUES, faults


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed")
@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda catalogue: catalogue.folder.name)
def test_the_polish_catalogue_is_complete(catalogue):
    assert faults(catalogue) == []
