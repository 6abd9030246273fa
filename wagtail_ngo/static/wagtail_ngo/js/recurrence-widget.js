/* The repeat rule's editor: shows what the frequency needs, and what the rule means. */
(() => {
  const { StimulusModule, wagtail } = window;
  const SCHEDULE = [
    'start_date', 'start_time', 'end_date', 'end_time', 'all_day', 'open_end', 'venue', 'time_zone',
    'skips_holidays', 'skips_breaks',
  ];

  class RecurrenceController extends StimulusModule.Controller {
    static targets = ['preview'];
    static values = { url: String, name: String, page: String };

    connect() {
      this.form = this.element.closest('form');
      this.update = this.update.bind(this);
      this.watch = (event) => {
        if (this.element.contains(event.target) || this.isSchedule(event.target)) this.update();
      };
      this.form?.addEventListener('change', this.watch);
      this.form?.addEventListener('input', this.watch);
      this.update();
    }

    disconnect() {
      this.form?.removeEventListener('change', this.watch);
      this.form?.removeEventListener('input', this.watch);
      clearTimeout(this.timer);
    }

    /* Fields of the same form, or of the same row of an inline panel. */
    sibling(name) {
      return this.form?.elements.namedItem(this.nameValue.replace(/[^-]*$/, name));
    }

    isSchedule(element) {
      if (this.isOfChange(element.name)) return true;
      return SCHEDULE
        .some((name) => this.sibling(name) === element);
    }

    /* Changes to single dates are in the same form, for the event's own rule only. */
    isOfChange(name) {
      return this.nameValue === 'recurrence' && /^overrides-/.test(name ?? '');
    }

    part(name) {
      return this.element.querySelector(`[name="${CSS.escape(`${this.nameValue}_${name}`)}"]`);
    }

    checked(name) {
      const selector = `[name="${CSS.escape(`${this.nameValue}_${name}`)}"]:checked`;
      return this.element.querySelector(selector)?.value;
    }

    update() {
      const frequency = this.part('frequency').value;
      this.element.querySelectorAll('[data-on]').forEach((element) => {
        element.hidden = !element.dataset.on.split(' ').includes(frequency);
      });
      const chosen = [this.checked('monthly'), this.checked('ends')];
      this.element.querySelectorAll('[data-with]').forEach((element) => {
        element.hidden = !chosen.includes(element.dataset.with);
      });
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.preview(), 300);
    }

    replace() {
      this.part('frequency').value = '2';
      this.update();
      this.part('frequency').focus();
    }

    async preview() {
      if (!this.urlValue || !this.form) return;
      const query = new FormData();
      query.set('page', this.pageValue);
      new FormData(this.form).forEach((value, name) => {
        if (typeof value === 'string' && name.startsWith(`${this.nameValue}_`)) {
          query.append(`rule_${name.slice(this.nameValue.length + 1)}`, value);
        } else if (typeof value === 'string' && this.isOfChange(name)) {
          query.append(name, value);
        }
      });
      SCHEDULE
        .forEach((name) => {
          const field = this.sibling(name);
          if (field && (field.type !== 'checkbox' || field.checked)) query.set(name, field.value);
        });
      this.request?.abort();
      this.request = new AbortController();
      try {
        const response = await fetch(this.urlValue, {
          method: 'POST',
          body: query,
          signal: this.request.signal,
          headers: {
            'X-Requested-With': 'XMLHttpRequest',
            'X-CSRFToken': this.form.elements.csrfmiddlewaretoken?.value ?? '',
          },
        });
        if (response.ok) this.previewTarget.innerHTML = await response.text();
      } catch (error) {
        if (error.name !== 'AbortError') this.previewTarget.replaceChildren();
      }
    }
  }

  wagtail.app.register('ngo-recurrence', RecurrenceController);
})();
