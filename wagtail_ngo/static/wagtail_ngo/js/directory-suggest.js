/* Suggestions while typing: an ARIA 1.2 combobox. Without this file the field is a plain one. */

const WAIT = 180;
const SHORTEST = 2;

class Suggestions {
  constructor(box, number) {
    this.box = box;
    this.input = box.querySelector("input");
    this.items = [];
    this.current = -1;
    this.list = document.createElement("ul");
    this.list.id = `ngo-suggestions-${number}`;
    this.list.className = "ngo-suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", box.dataset.listLabel);
    this.list.hidden = true;
    this.status = document.createElement("span");
    this.status.className = "ngo-sr";
    this.status.setAttribute("role", "status");
    box.append(this.list, this.status);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.follow(event.target.closest("[role=option]")));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    this.asking?.abort();
    const words = this.input.value.trim();
    if (words.length < SHORTEST) return this.close();
    this.asking = new AbortController();
    try {
      const address = `${this.box.dataset.suggestions}?${new URLSearchParams({ q: words })}`;
      const answer = await fetch(address, { signal: this.asking.signal, headers: { Accept: "application/json" } });
      if (answer.ok) this.show((await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(found) {
    this.current = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.items = found.map((one, index) => {
      const item = document.createElement("li");
      item.id = `${this.list.id}-${index}`;
      item.className = "ngo-suggestions__item";
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.url = one.url;
      item.append(one.label);
      if (one.hint) {
        const hint = document.createElement("span");
        hint.className = "ngo-suggestions__hint";
        hint.append(one.hint);
        item.append(" ", hint);
      }
      return item;
    });
    this.list.replaceChildren(...this.items);
    const open = this.items.length > 0 && document.activeElement === this.input;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.status.textContent = open ? this.box.dataset.some.replace("{n}", this.items.length) : this.box.dataset.none;
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.current = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!open) return void this.later();
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && open && this.current >= 0) {
      event.preventDefault();
      this.follow(this.items[this.current]);
    } else if (event.key === "Enter" || event.key === "Tab") {
      this.close();
    }
  }

  move(step) {
    const places = this.items.length + 1; // one more for the field itself
    this.current = ((this.current + 1 + step + places) % places) - 1;
    this.items.forEach((item, index) => item.setAttribute("aria-selected", String(index === this.current)));
    const item = this.items[this.current];
    if (item) {
      this.input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  follow(item) {
    if (item) window.location.assign(item.dataset.url);
  }
}

document.querySelectorAll("[data-suggestions]").forEach((box, number) => new Suggestions(box, number));
