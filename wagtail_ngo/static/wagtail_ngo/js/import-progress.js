/* Asks for slice after slice of an import and shows how far it is. Without this, "Continue" does. */
(() => {
  const form = document.querySelector("[data-ngo-import]");
  if (!form) return;
  const bar = form.querySelector("progress");
  const count = form.querySelector("[data-ngo-count]");
  form.querySelector("button").hidden = true;

  const slice = async () => {
    const response = await fetch(form.action || window.location.href, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
    });
    if (!response.ok) throw new Error(response.statusText);
    const state = await response.json();
    bar.value = state.value;
    bar.max = state.max;
    count.textContent = `${state.value} / ${state.max}`;
    if (!state.working) {
      window.location.reload();
      return;
    }
    slice().catch(stop);
  };
  const stop = () => {
    form.querySelector("button").hidden = false;
  };
  slice().catch(stop);
})();
