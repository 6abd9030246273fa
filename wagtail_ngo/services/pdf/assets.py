"""Style sheets and fonts that the PDF engine alone reads.

They lie outside ``static/``: a host's ``collectstatic`` rewrites every address in a style sheet
there, and refuses those that lead to no file.
"""

from pathlib import Path

import wagtail_ngo

ASSETS = Path(wagtail_ngo.__file__).parent / "assets"
FONTS = ASSETS / "fonts"
STYLES = ASSETS / "pdf"


def faces() -> tuple[Path, ...]:
    """The bundled font files, in a stable order."""
    return tuple(sorted(FONTS.glob("*.ttf")))
