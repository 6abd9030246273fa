#!/usr/bin/env bash
# One would guess: before_publish_page is called before a page is published, whoever publishes it.
# What is so: only the editor's buttons call it. Approval in a workflow and publish_scheduled publish without it;
#   the signal page_published is sent by all of them.
# Why it matters here: a guard that hangs on the hook (an issue needs its edition and a check) is passed by the town's
#   approval. We issue in one function that the signal calls.
# Source: Wagtail's reference of hooks, "before_publish_page: called before page is published"; wagtail.signals.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --disable-pip-version-check install -q wagtail==7.4.1 Django==5.2.8
cd "$folder"
cat > town.py <<'PY'
SECRET_KEY = "a"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
INSTALLED_APPS = [
    "wagtail.users", "wagtail.images", "wagtail.documents", "wagtail.search", "wagtail.admin", "wagtail",
    "modelcluster", "taggit", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
WAGTAILADMIN_BASE_URL = "http://town.example"
ROOT_URLCONF = "urls"
USE_TZ = True
STATIC_URL = "static/"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
PY
cat > urls.py <<'PY'
from django.urls import include, path
from wagtail.admin import urls

urlpatterns = [path("admin/", include(urls))]
PY
DJANGO_SETTINGS_MODULE=town "venv/bin/python" - <<'PY'
import datetime
import time
from importlib.metadata import version

import django

django.setup()
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask, GroupApprovalTask
from wagtail.signals import page_published

call_command("migrate", verbosity=0)
print("wagtail", version("wagtail"), "Django", version("Django"))
called = []
hooks.register("before_publish_page", lambda request, page: called.append("hook"))
page_published.connect(lambda **kwargs: called.append("signal"), weak=False)
user = get_user_model().objects.create_superuser("anna", "anna@example.org", "a")
home = Page.objects.get(depth=2)


def new(title, **fields):
    page = home.add_child(instance=Page(title=title, live=False, **fields))
    page.save_revision(user=user)
    return page


page = new("Workflow")
workflow = Workflow.objects.create(name="Approval")
WorkflowTask.objects.create(workflow=workflow, task=GroupApprovalTask.objects.create(name="Approve"), sort_order=0)
workflow.start(page, user).current_task_state.approve(user=user)
page.refresh_from_db()
by_workflow, live = list(called), page.live
print("approved: live", live, by_workflow)
called.clear()

page = new("Scheduled")
page.go_live_at = timezone.now() + datetime.timedelta(seconds=1)
page.save_revision(user=user).publish()
called.clear()
time.sleep(1.5)
call_command("publish_scheduled", verbosity=0)
page.refresh_from_db()
print("scheduled: live", page.live, called)
assert (live, by_workflow) == (True, ["signal"])
assert page.live and called == ["signal"]
PY
