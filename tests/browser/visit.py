"""A browser window that notices what a page must not do."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Response

#: Sent to the console by our own listener, so that a violation is told from another message.
VIOLATION = "CSP violation:"
LISTEN = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error("%s", event.violatedDirective, event.blockedURI, event.sourceFile || "");
});
""" % (VIOLATION)  # noqa: UP031 -- braces of JavaScript

#: Milliseconds that a step or an expectation may take: two cores run two towns and two browsers.
PATIENCE = 15_000
#: The same for a step that makes PDFs: the town of the tests has no worker and makes them before it
#: answers.
MINUTES = 240_000


@dataclass
class Visit:
    """One window: ``page`` is Playwright's, ``faults`` what went wrong in it so far."""

    origin: str
    context: BrowserContext
    page: Page
    scripts: bool = True
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> Response | None:
        """Open a path of the town (or a full address). An error status is a fault."""
        response = self.page.goto(path if "://" in path else self.origin + path)
        if response and response.status >= 400:
            self.faults.append(f"{response.status}: {path}")
        return response

    def picture(self, folder: Path, name: str, *, full: bool = True) -> Path:
        target = folder / f"{name}.png"
        self.page.screenshot(path=target, full_page=full, animations="disabled")
        return target

    def take_faults(self) -> list[str]:
        """What went wrong since the last call."""
        faults = list(dict.fromkeys(self.faults))
        self.faults.clear()
        return faults

    def close(self) -> None:
        self.context.close()


def visit(
    chromium: Browser,
    origin: str,
    *,
    width: int = 1280,
    height: int = 900,
    scheme: str = "light",
    language: str = "pl-PL",
    scripts: bool = True,
    strict: bool = True,
) -> Visit:
    """A window without cookies. With ``strict`` everything suspicious lands in ``faults``."""
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        locale=language,
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    if scripts:
        context.add_init_script(LISTEN)
    window = Visit(origin, context, context.new_page(), scripts)
    if strict:
        watch(window)
    return window


def watch(window: Visit) -> None:
    host = urlsplit(window.origin).netloc

    def on_request(request):
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.netloc != host:
            window.faults.append(f"third-party request: {request.url}")

    def on_response(response):
        if response.status >= 400 and response.request.resource_type != "document":
            window.faults.append(f"{response.status}: {response.url}")

    def on_console(message):
        # Chromium reports a page's own 404 here as well: that is no fault of the page.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            window.faults.append(f"console: {message.text}")

    window.page.on("request", on_request)
    window.page.on("response", on_response)
    window.page.on("console", on_console)
    window.page.on("pageerror", lambda error: window.faults.append(f"script error: {error}"))


def publish(page: Page) -> None:
    """Press "publish" in Wagtail's editor, which hides in a menu beside "save draft"."""
    with page.expect_navigation(timeout=MINUTES):
        page.locator("button[name=action-publish]").first.evaluate("button => button.click()")
