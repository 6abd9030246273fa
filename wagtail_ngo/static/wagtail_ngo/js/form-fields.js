/* Filling the fields of Wagtail's editor from a script: text, lists, boxes, choosers, inline rows. */
(() => {
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

  /* Takes away all rows of an inline panel, by its own buttons. */
  const clearRows = (form, name) => {
    const total = Number(document.getElementById(`id_${name}-TOTAL_FORMS`)?.value ?? 0);
    for (let number = 0; number < total; number += 1) {
      const flag = form.querySelector(`[name="${CSS.escape(`${name}-${number}-DELETE`)}"]`);
      if (flag && !flag.value) document.getElementById(`id_${name}-${number}-DELETE-button`)?.click();
    }
  };

  /* The answer of an address of ours as text; null where it refuses. */
  const ask = async (url, query, form, signal) => {
    const response = await fetch(url, {
      method: 'POST',
      body: query,
      signal,
      headers: {
        'X-Requested-With': 'XMLHttpRequest',
        'X-CSRFToken': form.elements.csrfmiddlewaretoken?.value ?? '',
      },
    });
    return response.ok ? response.text() : null;
  };

  window.ngoFormFields = { fill, choose, addRow, clearRows, ask };
})();
