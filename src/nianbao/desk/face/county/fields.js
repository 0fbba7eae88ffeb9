// What a step may be told before it runs.

import { fill, h } from "../common/dom.js";

export class Fields {
  constructor() {
    this.inputs = new Map();
    this.element = h("div", { class: "nb-county-fields", hidden: true });
  }

  /** The words that were filled in, by name. */
  get told() {
    return Object.fromEntries([...this.inputs].map(([name, input]) => [name, input.value]));
  }

  show({ step, fields, fold }) {
    const key = JSON.stringify([step, fields]);
    if (key === this.shown) return;
    const before = this.step === step ? this.told : {};
    const open = this.element.querySelector("details")?.open ?? false;
    this.step = step;
    this.shown = key;
    this.inputs = new Map(fields.map((field) => [field.name, this.input(field, before[field.name] ?? "")]));
    const rows = fields.map(({ name, label }) => h("label", {}, h("span", {}, label), this.inputs.get(name)));
    this.element.hidden = !fields.length;
    fill(this.element, fold ? h("details", { open }, h("summary", {}, fold), h("div", { class: "nb-county-row" }, rows)) : h("div", { class: "nb-county-row" }, rows));
  }

  input({ label, hint, options }, value) {
    if (!options) return h("input", { type: "text", "aria-label": label, placeholder: hint, value });
    return h("select", { "aria-label": label }, [["", hint || "（不选）"], ...options.map((one) => [one, one])].map(([one, words]) => h("option", { value: one, selected: one === value }, words)));
  }
}
