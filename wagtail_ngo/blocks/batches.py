"""Blocks of one kind in a stream that know each other, so that one query serves them all."""

from __future__ import annotations

from wagtail import blocks


class BatchValue(blocks.StructValue):
    """A block's value that knows the values of the same kind beside it."""

    batch: list[BatchValue] | None = None


class BatchBlock(blocks.StructBlock):
    """A block whose value knows its like in the same stream."""

    def bulk_to_python(self, values):
        blocks = super().bulk_to_python(values)
        for value in blocks:
            value.batch = blocks
        return blocks

    class Meta:
        value_class = BatchValue
