/* Keeps taps at the entrance while there is no connection and sends them when there is one again.
   On the device are keys of rows, what was tapped and how many came: no names, no addresses.
   Without this script every tap is a form of its own. */
(() => {
  const desk = document.querySelector("[data-ngo-check-in]");
  // An older browser could neither give up a request nor tell which button was pressed.
  const isKnown = window.AbortSignal && AbortSignal.timeout && window.SubmitEvent;
  if (!desk || !isKnown || !("submitter" in SubmitEvent.prototype)) return;
  const KEY = `ngo-check-in:${desk.dataset.ngoCheckIn}`;
  /* Milliseconds until a tap that did not get through is tried again: a connection that is just
     back may lose a request or two. */
  const PAUSES = [1000, 2000, 5000, 10000];
  const TIMEOUT = 10000;
  const state = desk.querySelector("[data-ngo-state]");
  const line = state.querySelector("[data-ngo-words]");
  const problems = state.querySelector("[data-ngo-problems]");
  const token = state.querySelector("[name=csrfmiddlewaretoken]").value;
  let isSending = false;
  let isAskedAgain = false;
  let failures = 0;
  let failed = false;
  let isStale = false;
  let timer;

  class Stale extends Error {}

  const isLost = () => failed || !navigator.onLine;

  // What is kept

  function read() {
    try {
      const taps = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(taps) ? taps : [];
    } catch {
      return [];
    }
  }

  function write(taps) {
    try {
      if (taps.length) localStorage.setItem(KEY, JSON.stringify(taps));
      else localStorage.removeItem(KEY);
      return true;
    } catch {
      return false;
    }
  }

  /* Of each person the last tap counts: whoever is taken back before it was sent is not there. */
  function keep(tap) {
    return write([...read().filter((one) => one.row !== tap.row), tap]);
  }

  function drop(tap) {
    write(read().filter((one) => one.id !== tap.id));
  }

  // What is shown

  function rowOf(key) {
    const form = desk.querySelector(`[data-ngo-tick="${CSS.escape(key)}"]`);
    return form && form.closest("[data-ngo-row]");
  }

  function show(key, isHere, words, people, isSent) {
    const row = rowOf(key);
    if (!row) return;
    const badge = row.querySelector("[data-ngo-badge]");
    badge.hidden = !words;
    badge.querySelector("strong").textContent = words;
    badge.querySelector("strong").classList.toggle("ngo-badge--good", isSent);
    badge.querySelector("span").textContent = people;
    for (const part of row.querySelectorAll("[data-ngo-when]")) {
      part.hidden = part.dataset.ngoWhen !== (isHere ? "here" : "away");
      if (part.open) part.open = false;
    }
  }

  function showKept(tap) {
    show(tap.row, tap.isHere, tap.isHere ? state.dataset.here : state.dataset.away, "", false);
  }

  function nameOf(key) {
    const row = rowOf(key);
    return row ? row.querySelector("h2").textContent : "";
  }

  function say(words) {
    line.hidden = !words;
    line.textContent = words;
  }

  function sayState(otherwise = "") {
    const count = read().length;
    const kept = count ? state.dataset.kept.replace("{count}", count) : "";
    line.classList.toggle("ngo-note--warn", isLost() || isStale);
    state.querySelector("[data-ngo-reload]").hidden = !isStale;
    if (isStale) say(`${state.dataset.stale} ${kept}`);
    else if (isLost()) say(`${state.dataset.lost} ${kept}`);
    else say(kept || otherwise);
  }

  function sayProblem(tap, answer) {
    const item = document.createElement("li");
    const name = answer.name || nameOf(tap.row);
    item.textContent = name ? `${name}: ${answer.problem}` : answer.problem;
    problems.append(item);
    problems.hidden = false;
  }

  // Sending

  async function post(tap) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: token });
    if (tap.people) body.set("people", tap.people);
    if (!tap.isHere) {
      body.set("undo", "1");
      // 0: nobody was shown as present, so there is nobody whom this tap may take back.
      body.set("attendance", tap.attendance || "0");
    }
    const response = await fetch(desk.dataset.ngoUrl.replace(/0\/$/, `${tap.row}/`), {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (response.status >= 500) throw new Error(response.statusText);
    // Logged out, or a token of an earlier login: only a new page helps.
    const type = response.headers.get("Content-Type") || "";
    if (!type.startsWith("application/json")) throw new Stale();
    return [response.ok, await response.json()];
  }

  function settle(tap, isDone, answer) {
    drop(tap);
    // Tapped again while it was on its way: that one is shown until it is sent as well.
    const later = read().find((one) => one.row === tap.row);
    if (!isDone) sayProblem(tap, answer);
    if (answer.is_here === undefined) {
      // Gone from this list: nothing more is known.
      if (!later) show(tap.row, false, "", "", false);
      return;
    }
    const attendance = String(answer.attendance || "");
    const form = desk.querySelector(`[data-ngo-tick="${CSS.escape(tap.row)}"]`);
    if (form) form.elements.attendance.value = attendance;
    // What it takes back is what this tap made.
    if (later && isDone && tap.isHere) keep({ ...later, attendance });
    if (!later) show(tap.row, answer.is_here, answer.text, answer.people, true);
    const sum = desk.querySelector("[data-ngo-there]");
    if (!sum) return;
    sum.textContent = answer.there;
    desk.querySelector("[data-ngo-there-words]").textContent = answer.there_words;
  }

  async function send() {
    // A request on its way may be lost still: what was told meanwhile must not be forgotten.
    isAskedAgain = isSending;
    if (isSending) return;
    isSending = true;
    clearTimeout(timer);
    let words = "";
    let count = 0;
    let isRefused = false;
    try {
      for (let tap = read()[0]; tap; tap = read()[0]) {
        const [isDone, answer] = await post(tap);
        settle(tap, isDone, answer);
        count += 1;
        const name = nameOf(tap.row);
        const isOne = count === 1 && name && answer.text;
        words = isOne ? `${name}: ${answer.text}` : state.dataset.sent;
        // What was refused is told among the problems.
        isRefused = isRefused || !isDone;
        if (isRefused) words = "";
      }
      failed = false;
      failures = 0;
      isStale = false;
    } catch (error) {
      isStale = error instanceof Stale;
      failed = !isStale;
      if (failed) {
        const pause = isAskedAgain ? 0 : PAUSES[Math.min(failures, PAUSES.length - 1)];
        timer = setTimeout(send, pause);
        failures += 1;
      }
    } finally {
      isSending = false;
      sayState(words);
    }
  }

  // Without a connection the search looks through the people on this page.

  const fold = (text) =>
    text.toLowerCase().replaceAll("ł", "l").normalize("NFD").replace(/\p{M}/gu, "");
  const words = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  function look(query, onlyMissing) {
    let count = 0;
    for (const row of desk.querySelectorAll("[data-ngo-row]")) {
      const organization = row.querySelector("[data-ngo-organization]");
      const texts = [row.querySelector("h2"), organization].filter(Boolean);
      const known = texts.flatMap((one) => words(one.textContent));
      const isHere = row.querySelector("[data-ngo-when=here]:not([hidden])") !== null;
      const fits = words(query).every((part) => known.some((word) => word.startsWith(part)));
      row.hidden = !fits || (onlyMissing && isHere);
      if (!row.hidden) count += 1;
    }
    sayState();
    say(`${line.textContent} ${state.dataset.found.replace("{count}", count)}`.trim());
  }

  // What people do

  /* A number that nobody touched must not overwrite what was noted at another device. */
  function changedNumber(field) {
    return field && field.value !== field.defaultValue ? field.value : "";
  }

  desk.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-ngo-tick]")) {
      const tap = {
        id: `${Date.now()}-${Math.random()}`,
        row: form.dataset.ngoTick,
        isHere: !event.submitter || event.submitter.name !== "undo",
        people: changedNumber(form.elements.people),
        attendance: form.elements.attendance.value,
      };
      if (!keep(tap)) return;
      event.preventDefault();
      showKept(tap);
      rowOf(tap.row).querySelector("h2").focus();
      sayState();
      send();
    } else if (isLost()) {
      event.preventDefault();
      if (form.matches("[data-ngo-search]")) look(form.elements.q.value, false);
      else say(state.dataset.form);
    }
  });
  desk.addEventListener("click", (event) => {
    const link = event.target.closest("[data-ngo-chips] a");
    if (!link || !isLost()) return;
    event.preventDefault();
    look("", "ngoMissing" in link.dataset);
  });
  window.addEventListener("online", () => {
    failures = 0;
    send();
  });
  window.addEventListener("offline", () => sayState());
  read().forEach(showKept);
  sayState();
  if (read().length) send();
})();
