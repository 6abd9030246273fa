"""Whether a colour can be read."""

import re

HEX_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


def contrast_with_white(color: str) -> float | None:
    """WCAG contrast ratio, 1 to 21, of "#rrggbb" on white; None when it is no such colour."""
    if not HEX_COLOR.fullmatch(color):
        return None
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
