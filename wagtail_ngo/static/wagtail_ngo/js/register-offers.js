/* A number of the form asks the register that the town loaded; what is ticked fills the fields. */
(() => {
  const { StimulusModule, wagtail, ngoFormFields } = window;
  const NUMBERS = ['krs', 'nip', 'regon'];
  const COMPARED = ['title', 'legal_form', ...NUMBERS, 'seat_street', 'seat_postcode', 'seat_city'];

  class RegisterController extends StimulusModule.Controller {
    static targets = ['button', 'link', 'offers'];
    static values = { url: String, entry: String };

    connect() {
      this.form = this.element.closest('form');
      this.buttonTarget.hidden = false;
      this.linkTarget.hidden = true;
    }

    value(name) {
      return this.form.elements[name]?.value ?? '';
    }

    say(words) {
      const line = document.createElement('p');
      line.textContent = words;
      this.offersTarget.replaceChildren(line);
    }

    async ask() {
      const number = NUMBERS.map((name) => this.value(name).trim()).find(Boolean);
      if (!number) {
        this.say(this.offersTarget.dataset.nothing);
        return;
      }
      const query = new FormData();
      query.set('number', number);
      query.set('entry', this.entryValue);
      COMPARED.forEach((name) => query.set(name, this.value(name)));
      this.request?.abort();
      this.request = new AbortController();
      try {
        const answer = await ngoFormFields.ask(this.urlValue, query, this.form, this.request.signal);
        if (answer !== null) this.offersTarget.innerHTML = answer;
      } catch (error) {
        if (error.name !== 'AbortError') this.offersTarget.replaceChildren();
      }
    }

    take(event) {
      const offer = event.target.closest('[data-register-offer]');
      const values = JSON.parse(offer.querySelector('script').textContent);
      offer.querySelectorAll('input:checked').forEach((box) => {
        ngoFormFields.fill(this.form, box.value, values[box.value]);
      });
      this.say(this.offersTarget.dataset.done);
      this.buttonTarget.focus();
    }
  }

  wagtail.app.register('ngo-register', RegisterController);
})();
