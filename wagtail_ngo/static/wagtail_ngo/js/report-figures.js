/* The button "Figure of the report" of the rich text editor: a dialog with a list of figures, whose
   choice goes into the text as an entity that is edited as a whole. */
(() => {
  "use strict";
  const { React, draftail, DraftJS } = window;
  const { EditorState, Modifier } = DraftJS;
  const TYPE = "NGO_FIGURE";

  /* The choices and words are in the page once, as JSON: see wagtail_hooks. */
  const settings = () => JSON.parse(document.getElementById("ngo-report-figures").textContent);

  const openDialog = (current, onChoose, onClose) => {
    const { figures, title, choose, cancel, only_number: onlyNumber } = settings();
    const [key, form] = (current || "").split(".");
    const dialog = document.createElement("dialog");
    dialog.className = "ngo-figure-dialog";
    dialog.setAttribute("aria-label", title);
    const fields = document.createElement("form");
    fields.method = "dialog";
    const label = document.createElement("label");
    label.textContent = title;
    label.htmlFor = "ngo-figure-choice";
    const select = document.createElement("select");
    select.id = label.htmlFor;
    figures.forEach(([value, name]) => select.add(new Option(name, value, false, value === key)));
    const numberLabel = document.createElement("label");
    const number = document.createElement("input");
    number.type = "checkbox";
    number.checked = form === "number";
    numberLabel.append(number, " ", onlyNumber);
    const accept = document.createElement("button");
    accept.className = "button";
    accept.value = "choose";
    accept.textContent = choose;
    const refuse = document.createElement("button");
    refuse.className = "button button-secondary";
    refuse.value = "cancel";
    refuse.textContent = cancel;
    /* A list takes Enter to open itself; here it means "this one". */
    select.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        accept.click();
      }
    });
    const buttons = document.createElement("div");
    buttons.className = "ngo-figure-dialog__buttons";
    buttons.append(accept, refuse);
    fields.append(label, select, numberLabel, buttons);
    dialog.append(fields);
    document.body.append(dialog);
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (dialog.returnValue === "choose") {
        onChoose(select.value + (number.checked ? ".number" : ""), select.selectedOptions[0].text);
      } else {
        onClose();
      }
    });
    dialog.showModal();
    select.focus();
  };

  class FigureSource extends React.Component {
    componentDidMount() {
      const { editorState, entity, onComplete } = this.props;
      const current = entity ? entity.getData().figure : "";
      /* Nothing chosen: completing with what was there puts the cursor back into the text. */
      openDialog(current, (key, name) => this.insert(key, name), () => onComplete(editorState));
    }

    insert(key, name) {
      const { editorState, entityType, onComplete } = this.props;
      const content = editorState.getCurrentContent();
      const withEntity = content.createEntity(entityType.type, "IMMUTABLE", { figure: key });
      const entityKey = withEntity.getLastCreatedEntityKey();
      const replaced = Modifier.replaceText(
        withEntity,
        editorState.getSelection(),
        name,
        null,
        entityKey,
      );
      onComplete(EditorState.push(editorState, replaced, "insert-characters"));
    }

    render() {
      return null;
    }
  }

  const Figure = ({ children }) =>
    React.createElement("span", { className: "ngo-figure-entity" }, children);

  draftail.registerPlugin({ type: TYPE, source: FigureSource, decorator: Figure }, "entityTypes");
})();
