"""The public door to the blocks: import from here, submodules are private."""

from wagtail_ngo.blocks.bulletin import BulletinSkeletonBlock, BulletinStreamBlock
from wagtail_ngo.blocks.choosers import FundingCallChooserBlock

__all__ = [
    "BulletinSkeletonBlock",
    "BulletinStreamBlock",
    "FundingCallChooserBlock",
]
