/* A field above a long list of boxes shows those that hold its words; diacritics do not count. */
(() => {
  const { StimulusModule, wagtail } = window;

  const plain = (text) => text.toLowerCase().replaceAll('ł', 'l').normalize('NFD').replace(/\p{M}/gu, '');

  class TermsController extends StimulusModule.Controller {
    static targets = ['search', 'query', 'status', 'group', 'term'];
    static values = { fitting: String, chosen: String };

    connect() {
      this.searchTarget.hidden = false;
    }

    pressed(event) {
      if (event.key === 'Enter') event.preventDefault();
    }

    narrow() {
      const words = plain(this.queryTarget.value).split(/\s+/).filter(Boolean);
      const fits = (term) => words.every((word) => plain(term.textContent).includes(word));
      this.termTargets.forEach((term) => { term.hidden = !fits(term); });
      this.groupTargets.forEach((group) => {
        group.hidden = !group.querySelector('[data-ngo-terms-target="term"]:not([hidden])');
      });
      const fitting = this.termTargets.filter((term) => !term.hidden).length;
      const chosen = this.element.querySelectorAll('input:checked').length;
      this.statusTarget.textContent = words.length
        ? `${this.fittingValue} ${fitting}, ${this.chosenValue} ${chosen}`
        : '';
    }
  }

  wagtail.app.register('ngo-terms', TermsController);
})();
