/* A line fills the form of an event: first what was understood, then, on a press, the fields. */
(() => {
  const { StimulusModule, wagtail } = window;

  const changed = (element) => {
    ['input', 'change'].forEach((name) => element.dispatchEvent(new Event(name, { bubbles: true })));
  };

  /* Fields of one name: a text field, a list, or boxes and radio buttons by their values. */
  const fill = (form, name, value) => {
    const values = [].concat(value).map(String);
    const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    fields.forEach((field) => {
      if (field.type === 'radio' || (field.type === 'checkbox' && value !== true)) {
        field.checked = values.includes(field.value);
      } else if (field.type === 'checkbox') {
        field.checked = true;
      } else {
        [field.value] = values;
      }
    });
    fields.slice(0, 1).forEach(changed);
  };

  /* A chooser of Wagtail: a hidden field and the title that is shown. */
  const choose = (id, row) => {
    const field = document.getElementById(id);
    const shown = document.getElementById(`${id}-chooser`);
    if (!field || !shown) return;
    field.value = row.id;
    shown.classList.remove('blank');
    const title = shown.querySelector('[data-chooser-title]') ?? shown.querySelector('.chooser__title');
    if (title) title.textContent = row.title;
    changed(field);
  };

  /* A new row of an inline panel; its number. */
  const addRow = (name) => {
    const total = document.getElementById(`id_${name}-TOTAL_FORMS`);
    document.getElementById(`id_${name}-ADD`)?.click();
    return total ? Number(total.value) - 1 : -1;
  };

  class WrittenController extends StimulusModule.Controller {
    static targets = ['line', 'found', 'done'];
    static values = { url: String };

    pressed(event) {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      this.ask();
    }

    async ask() {
      const query = new FormData();
      query.set('line', this.lineTarget.value);
      this.request?.abort();
      this.request = new AbortController();
      try {
        const response = await fetch(this.urlValue, {
          method: 'POST',
          body: query,
          signal: this.request.signal,
          headers: {
            'X-Requested-With': 'XMLHttpRequest',
            'X-CSRFToken': this.element.closest('form').elements.csrfmiddlewaretoken?.value ?? '',
          },
        });
        if (response.ok) this.foundTarget.innerHTML = await response.text();
      } catch (error) {
        if (error.name !== 'AbortError') this.foundTarget.replaceChildren();
      }
    }

    take() {
      const form = this.element.closest('form');
      const found = JSON.parse(this.foundTarget.querySelector('script').textContent);
      Object.entries(found.fields).forEach(([name, value]) => fill(form, name, value));
      found.extra.forEach((day) => {
        const number = addRow('overrides');
        fill(form, `overrides-${number}-original_date`, day);
        fill(form, `overrides-${number}-kind`, 'extra');
      });
      if (found.venue) choose('id_venue', found.venue);
      if (found.host) {
        const number = addRow('organizations');
        fill(form, `organizations-${number}-role`, 'host');
        choose(`id_organizations-${number}-organization`, found.host);
      }
      this.foundTarget.replaceChildren();
      this.doneTarget.textContent = this.doneTarget.dataset.text;
      this.lineTarget.focus();
    }
  }

  wagtail.app.register('ngo-written', WrittenController);
})();
