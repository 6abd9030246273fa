"""The town's choices; every key is explained in docs/reference/settings.md."""

WAGTAIL_NGO = {
    "PAGE_SIZE": 20,
}
