/* A line fills the form of an event: first what was understood, then, on a press, the fields. */
(() => {
  const { StimulusModule, wagtail, ngoFormFields } = window;
  const { fill, choose, addRow } = ngoFormFields;

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
      const form = this.element.closest('form');
      try {
        const answer = await ngoFormFields.ask(this.urlValue, query, form, this.request.signal);
        if (answer !== null) this.foundTarget.innerHTML = answer;
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
