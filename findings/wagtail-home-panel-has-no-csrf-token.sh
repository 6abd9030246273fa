#!/usr/bin/env bash
# One would guess: {% csrf_token %} in the template of a panel on the admin's home works as on every page of the admin.
# What is so: a Component is rendered with its own context and without the request, so the tag writes nothing, and every form
#   of the panel is refused with 403. The same form on a page of its own works.
# Why it matters here: a list of what waits, with a button for each thing, is on the admin's home.
# Source: wagtail.admin.ui.components.Component.render_html (template.render(context_data) without a request).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" --disable-pip-version-check install -q Django==5.2.9 wagtail==7.4.1
mkdir -p "$folder/town/templates"
cat > "$folder/town/templates/panel.html" <<'HTML'
<form id="ours" method="post" action="/done/">{% csrf_token %}<button>Done</button></form>
HTML
cat > "$folder/town/seen.py" <<'PY'
from pathlib import Path

import django
from django.conf import settings

HERE = Path(__file__).parent
settings.configure(
    SECRET_KEY="x", DEBUG=False, ALLOWED_HOSTS=["*"], ROOT_URLCONF="seen", USE_TZ=True, STATIC_URL="/static/",
    WAGTAIL_SITE_NAME="Town", WAGTAILADMIN_BASE_URL="http://testserver", DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[
        "wagtail.sites", "wagtail.users", "wagtail.snippets", "wagtail.documents", "wagtail.images", "wagtail.search",
        "wagtail.admin", "wagtail", "modelcluster", "taggit", "django.contrib.auth", "django.contrib.contenttypes",
        "django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [HERE / "templates"], "APP_DIRS": True,
        "OPTIONS": {"context_processors": [
            "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages",
        ]},
    }],
)
django.setup()

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.http import HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import include, path
from wagtail import VERSION, hooks
from wagtail.admin import urls as admin_urls
from wagtail.admin.ui.components import Component

urlpatterns = [
    path("admin/", include(admin_urls)),
    path("alone/", lambda request: render(request, "panel.html")),
    path("done/", lambda request: HttpResponse("done")),
]


class Panel(Component):
    template_name = "panel.html"
    order = 1


@hooks.register("construct_homepage_panels")
def add(request, panels):
    panels.append(Panel())


def form(html: str) -> str:
    start = html.index('<form id="ours"')
    return html[start : html.index("</form>", start)]


call_command("migrate", verbosity=0)
client = Client(enforce_csrf_checks=True)
client.force_login(get_user_model().objects.create_superuser("a", "a@town.example", "x"))
home, alone = (form(client.get(address).content.decode()) for address in ("/admin/", "/alone/"))
print("Django", django.get_version(), "Wagtail", VERSION)
print("panel:", home)
print("page: ", alone)
print("the panel's form is answered", client.post("/done/", {}).status_code)
assert "csrfmiddlewaretoken" not in home
assert "csrfmiddlewaretoken" in alone
assert client.post("/done/", {}).status_code == 403
PY
cd "$folder/town"
"$folder/venv/bin/python" -c "import sys; sys.path.insert(0, '.'); import seen"
