/* Results that replace themselves. Without this file every step is an ordinary page. */

import "./directory-suggest.js";

const form = document.querySelector("form[data-results]");
const area = form && document.getElementById(form.dataset.results);
const status = document.createElement("p");
const withoutFragment = (address) => address.split("#")[0];
let asking = null;
let shown = withoutFragment(location.href);

function addressOf(data) {
  const parameters = new URLSearchParams();
  for (const [name, value] of data) if (value !== "") parameters.append(name, value);
  const query = parameters.toString();
  return form.action.split("?")[0] + (query ? `?${query}` : "");
}

async function show(address, { push = true, focus = "" } = {}) {
  asking?.abort();
  asking = new AbortController();
  area.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: asking.signal });
    // A register number leads to another page: go there.
    if (!answer.ok || new URL(answer.url).pathname !== new URL(address, location.href).pathname) {
      return void location.assign(answer.url);
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(area.id);
    if (!fresh) return void location.assign(address);
    area.replaceChildren(...fresh.childNodes);
    document.title = page.title;
    shown = address;
    if (push) history.pushState({ ngo: true }, "", address);
    else form.elements.q.value = new URL(address, location.href).searchParams.get("q") ?? "";
    status.textContent = document.getElementById("ngo-found")?.textContent.trim() ?? "";
    const target = focus ? document.getElementById(focus) : null;
    // What was just unchecked may have gone behind "more".
    for (let fold; (fold = target?.closest("details:not([open])"));) fold.open = true;
    if (target) target.focus({ preventScroll: focus !== "ngo-found" });
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  } finally {
    area.removeAttribute("aria-busy");
  }
}

if (form && area && window.fetch && window.AbortController) {
  status.className = "ngo-sr";
  status.setAttribute("role", "status");
  form.append(status);
  history.replaceState({ ngo: true }, "");

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(addressOf(new FormData(form)), { focus: "ngo-found" });
  });
  area.addEventListener("change", (event) => {
    if (event.target.name === "sort" && event.target.value === "distance" && !form.elements.place?.value) return;
    show(addressOf(new FormData(form)), { focus: event.target.id });
  });
  area.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='?']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const address = new URL(link.getAttribute("href"), form.action.split("?")[0]);
    form.elements.q.value = address.searchParams.get("q") ?? "";
    show(address.href, { focus: "ngo-found" });
  });
  // A link within the page, such as the one that skips the menu, comes here as well: nothing to ask.
  window.addEventListener("popstate", () => {
    const address = withoutFragment(location.href);
    if (address !== shown) show(address, { push: false });
  });
}
