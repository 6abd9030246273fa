"""One spelling of a mail address, so that one person has one seat."""

import unicodedata


def normalise(address: str) -> str:
    """The address without spaces around it, composed (NFC) and in one case.

    What is before the @ may in theory differ by case; no provider in use makes that
    difference, while phones write a capital first letter by themselves.
    """
    return unicodedata.normalize("NFC", address.strip()).casefold()
