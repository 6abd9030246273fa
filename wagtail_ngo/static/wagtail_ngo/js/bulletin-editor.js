// The panel of a bulletin issue in the page editor: state of the files, and the preflight of what
// is in the form, also before it is saved.
(() => {
  const PAUSE = 2500;
  const POLL = 2000;
  const LONGEST_POLL = 30000;
  const panel = document.querySelector("[data-ngo-bulletin]");
  const form = document.getElementById("page-edit-form") || document.querySelector("[data-edit-form]");
  const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";

  const fill = async (target, response) => {
    if (response.ok) target.innerHTML = await response.text();
    return response.ok;
  };

  // Buttons outside any form of their own: a nested form would submit the editor.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-ngo-post], [data-ngo-retry]");
    if (!button) return;
    button.disabled = true;
    const url = button.dataset.ngoPost || button.dataset.ngoRetry;
    const body = new URLSearchParams({ csrfmiddlewaretoken: token() });
    fetch(url, { method: "POST", body, credentials: "same-origin" }).then((response) => {
      if (button.dataset.ngoRetry) refreshState();
      else window.location.assign(response.url);
    });
  });

  // Wagtail labels most fields with an id; a field of blocks has a path only.
  const showField = (hash) => {
    const name = /^#id_(\w+)-label$/.exec(hash)?.[1];
    if (!name || document.getElementById(hash.slice(1))) return;
    document.querySelector(`[data-contentpath="${name}"]`)?.scrollIntoView({ block: "start" });
  };
  window.addEventListener("hashchange", () => showField(window.location.hash));
  window.addEventListener("load", () => showField(window.location.hash));

  if (!panel) return;
  const state = panel.querySelector("[data-ngo-state]");
  const findings = panel.querySelector("[data-ngo-findings]");

  // While files are being made the state is asked for again; a failed answer only makes it slower.
  let pause = POLL;
  let waiting = 0;
  async function refreshState() {
    window.clearTimeout(waiting);
    let isPending = true;
    try {
      const response = await fetch(panel.dataset.stateUrl, { credentials: "same-origin" });
      if (await fill(state, response)) {
        isPending = state.querySelector('[data-ngo-pending="true"]') !== null;
        pause = POLL;
      } else {
        isPending = response.status >= 500;
        pause = Math.min(pause * 2, LONGEST_POLL);
      }
    } catch {
      pause = Math.min(pause * 2, LONGEST_POLL);
    }
    if (isPending) waiting = window.setTimeout(refreshState, pause);
  }

  let running = null;
  async function refreshFindings() {
    running?.abort();
    running = new AbortController();
    const body = form ? new FormData(form) : new FormData();
    if (!form) body.set("csrfmiddlewaretoken", token());
    try {
      const request = { method: "POST", body, credentials: "same-origin", signal: running.signal };
      await fill(findings, await fetch(panel.dataset.checkUrl, request));
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  let timer = 0;
  const later = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(refreshFindings, PAUSE);
  };
  form?.addEventListener("input", later);
  form?.addEventListener("change", later);
  refreshState();
  window.setTimeout(refreshFindings, 500);
})();
