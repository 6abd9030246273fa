"""URLs that belong to no page; a host includes them under a prefix of its choice."""

app_name = "wagtail_ngo"
urlpatterns: list = []
