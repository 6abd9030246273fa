/* Office hours in one line become rows of the form; what was understood is shown. */
(() => {
  const { StimulusModule, wagtail, ngoFormFields } = window;
  const ROWS = 'opening_hours';

  class HoursController extends StimulusModule.Controller {
    static targets = ['line', 'button', 'read'];
    static values = { url: String };

    connect() {
      this.buttonTarget.hidden = false;
      this.form = this.element.closest('form');
      /* Rows and line must not both be saved while one types; a line left there is read on sending. */
      this.name = this.lineTarget.name;
      this.lineTarget.removeAttribute('name');
      this.named = () => this.lineTarget.value.trim() && this.lineTarget.setAttribute('name', this.name);
      this.form.addEventListener('submit', this.named);
    }

    disconnect() {
      this.form.removeEventListener('submit', this.named);
    }

    pressed(event) {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      this.take();
    }

    async take() {
      const query = new FormData();
      query.set('line', this.lineTarget.value);
      this.request?.abort();
      this.request = new AbortController();
      try {
        const answer = await ngoFormFields.ask(this.urlValue, query, this.form, this.request.signal);
        if (answer === null) return;
        this.readTarget.innerHTML = answer;
        this.write();
      } catch (error) {
        if (error.name !== 'AbortError') this.readTarget.replaceChildren();
      }
    }

    write() {
      const script = this.readTarget.querySelector('script');
      if (!script) return;
      ngoFormFields.clearRows(this.form, ROWS);
      JSON.parse(script.textContent).forEach((row) => {
        const number = ngoFormFields.addRow(ROWS);
        Object.entries(row).forEach(([name, value]) => {
          ngoFormFields.fill(this.form, `${ROWS}-${number}-${name}`, value);
        });
      });
      this.lineTarget.value = '';
      this.lineTarget.focus();
    }
  }

  wagtail.app.register('ngo-hours', HoursController);
})();
