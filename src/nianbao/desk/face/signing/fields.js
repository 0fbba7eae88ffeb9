// Fields of the forms in the dialog 「签发」: a label beside a control, which keeps what is typed while all is drawn anew.

import { h } from "../common/dom.js";

/**
 * A form's fields.
 * @param prefix begins their ids.
 * @param typed what was typed, by name.
 */
export class Fields {
  constructor(prefix, typed) {
    this.prefix = prefix;
    this.typed = typed;
  }

  /** A line; `usual` stands in it until something is typed. */
  line(name, label, attributes, usual = "") {
    return this.labelled(label, this.kept(name, h("input", { ...this.own(name), type: "text", autocomplete: "off", ...attributes }), usual));
  }

  /** A few lines. */
  area(name, label, attributes) {
    return this.labelled(label, this.kept(name, h("textarea", { ...this.own(name), rows: "2", maxlength: "300", ...attributes }), ""));
  }

  /** A choice of one among several; `options` is [[value, words]], `chosen` is called when another one is chosen. */
  choice(name, label, options, chosen) {
    const control = h("select", this.own(name), options.map(([value, words]) => h("option", { value: String(value) }, words)));
    const made = this.labelled(label, this.kept(name, control, String(options[0][0])));
    control.addEventListener("change", chosen);
    return made;
  }

  /** A box to tick beside words. */
  tick(name, words, attributes = {}) {
    const box = h("input", { ...this.own(name), type: "checkbox", checked: Boolean(this.typed[name]), ...attributes });
    box.addEventListener("change", () => { this.typed[name] = box.checked; });
    return h("label", { class: "nb-choice nb-sign-sure" }, box, h("span", {}, words));
  }

  own(name) {
    return { id: `${this.prefix}-${name}` };
  }

  kept(name, control, usual) {
    this.typed[name] ??= usual;
    control.value = this.typed[name];
    control.addEventListener("input", () => { this.typed[name] = control.value; });
    return control;
  }

  labelled(label, control) {
    return h("div", { class: "nb-sign-field" }, h("label", { for: control.id }, label), control);
  }
}
