// The form that writes one step down: who, when, with what result, and a remark.

import { fill, h } from "../common/dom.js";
import { Fields } from "./fields.js";

export const PASSED = "通过";
export const RETURNED = "退回修改";

export class Form {
  /** @param send gets what was typed. @param toFindings leads to the findings. @param back shows what else there is. */
  constructor(send, toFindings, back) {
    this.send = send;
    this.back = back;
    this.toFindings = toFindings;
    this.clear();
  }

  clear() {
    this.typed = { result: PASSED };
    this.correcting = null;
  }

  /** Put the entry of a step into the form, to write it down anew. */
  correct(number, found) {
    const { name, entry } = found.steps[number];
    this.typed = { ...entry, result: PASSED };
    this.correcting = name;
  }

  /** Show the form for the step that is due or to be corrected; the keyboard stays in the field where it was. */
  show(place, found) {
    const held = place.contains(document.activeElement) ? document.activeElement.id : null;
    const number = this.correcting ? found.steps.findIndex(({ name }) => name === this.correcting) : found.due;
    const step = found.steps[number];
    const last = number === found.steps.length - 1;
    this.fields = new Fields("nb-sign", this.typed);
    fill(place, h("form", { class: "nb-sign", onsubmit: (event) => this.submit(event, step) },
      h("h3", {}, `${this.correcting ? "更正" : "登记"}：${step.name}${step.role ? `（${step.role}）` : ""}`),
      this.warning(found),
      this.fields.line("name", "姓名", { required: true, maxlength: "30", "data-first": true, list: "nb-sign-names" }),
      h("datalist", { id: "nb-sign-names" }, step.names.map((value) => h("option", { value }))),
      this.fields.line("date", "日期", { type: "date", required: true, max: this.latest(found, step), min: step.earliest || null }, found.today),
      number > 0 ? this.results(() => this.latest(found, step)) : null,
      this.remark(),
      this.consent(found, step, last),
      h("div", { class: "nb-sign-row" },
        h("button", { class: "nb-main", type: "submit" }, "登记"),
        this.correcting ? h("button", { type: "button", onclick: () => this.giveUp() }, "不更正了") : null)));
    if (held) place.querySelector(`#${held}`)?.focus();
  }

  giveUp() {
    this.clear();
    this.back();
  }

  remark() {
    const returned = this.typed.result === RETURNED;
    const made = this.fields.area("remark", "备注", { required: returned, placeholder: returned ? "写明要改什么" : "可以不写" });
    this.area = made.querySelector("textarea");
    return made;
  }

  /** The last day that may be written: steps behind this one stay behind it, unless it sends the report back. */
  latest({ today }, { latest }) {
    return latest && latest < today && this.typed.result === PASSED ? latest : today;
  }

  results(latest) {
    const choose = (result) => {
      this.typed.result = result;
      document.getElementById("nb-sign-date").max = latest();
      this.area.required = result === RETURNED;
      this.area.placeholder = result === RETURNED ? "写明要改什么" : "可以不写";
      this.sure?.closest("label").toggleAttribute("hidden", result === RETURNED);
      if (this.sure) this.sure.required = result !== RETURNED;
    };
    const radio = (value) => h("label", { class: "nb-choice" },
      h("input", { type: "radio", id: `nb-sign-${value === PASSED ? "passed" : "returned"}`, name: "nb-sign-result", value, checked: this.typed.result === value, onchange: () => choose(value) }), value);
    return h("fieldset", { class: "nb-sign-result" }, h("legend", {}, "结果"), radio(PASSED), radio(RETURNED));
  }

  warning({ errors }) {
    if (!errors) return null;
    const words = `还有 ${errors} 处必须修改：登记了也只能生成初稿，改正以后各步要重新登记。最好先改好。`;
    return h("div", { class: "nb-sign-warning" }, h("p", {}, words), h("button", { type: "button", onclick: this.toFindings }, "看校核问题"));
  }

  /** The last step while findings must be put right: whoever means it says so. */
  consent({ errors }, step, last) {
    this.sure = null;
    if (!errors || !last) return null;
    this.sure = h("input", { type: "checkbox", id: "nb-sign-sure", required: this.typed.result !== RETURNED });
    return h("label", { class: "nb-choice nb-sign-sure", hidden: this.typed.result === RETURNED }, this.sure, `我知道还有 ${errors} 处必须修改，仍要登记「${step.name}」`);
  }

  submit(event, step) {
    event.preventDefault();
    this.send({ ...this.typed, step: step.name, sure: Boolean(this.sure?.checked) });
  }
}
