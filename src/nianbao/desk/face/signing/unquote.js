// Taking the quotes out of the note on a correction that is published: which one, what goes, who, and another reason.

import { h } from "../common/dom.js";
import { Fields } from "./fields.js";

const WHAT = "说明里引了不宜公开的文字（如姓名、住址）时用：以后只写在哪一部分，表里的数照写。原来的文字仍留在登记里。";

export class Unquote {
  /** @param send gets what was typed. @param draw draws anew. */
  constructor(send, draw) {
    Object.assign(this, { send, draw, isOpen: false, typed: {} });
  }

  open(quoting) {
    // The newest one that quotes anything is the one that is meant, most often.
    const one = quoting.find(({ quotes }) => quotes.length) ?? quoting[0];
    this.typed = { number: String(one.number) };
    this.isOpen = true;
  }

  close() {
    this.isOpen = false;
  }

  form(quoting) {
    const one = quoting.find(({ number }) => String(number) === this.typed.number) ?? quoting[0];
    const { number, quotes } = one;
    const fields = new Fields("nb-unquote", this.typed);
    const options = quoting.map((each) => [each.number, `第 ${each.number} 次（${each.date}）`]);
    return h("form", { class: "nb-sign", onsubmit: (event) => this.submit(event, one) },
      h("h3", {}, `去掉第 ${number} 次更正说明里的引文`),
      h("p", { class: "nb-quiet" }, WHAT),
      quoting.length > 1 ? fields.choice("number", "哪一次", options, () => this.draw()) : null,
      this.quotes(quotes),
      fields.area("reason", "原因", { required: !quotes.length, placeholder: quotes.length ? "不写，照旧印原来的" : "写新的原因" }),
      fields.line("name", "姓名", { required: true, maxlength: "30", placeholder: "谁办的，不公布" }),
      h("div", { class: "nb-sign-row" }, h("button", { class: "nb-main", type: "submit" }, "去掉引文"),
        h("button", { type: "button", onclick: () => this.giveUp() }, "不改了")));
  }

  quotes(quotes) {
    if (!quotes.length) return h("p", {}, "这一次的说明里没有引文字，只能换更正原因。");
    return [h("p", {}, "不再印的："), h("ol", { class: "nb-changes" }, quotes.map((words) => h("li", {}, words)))];
  }

  giveUp() {
    this.close();
    this.draw();
    document.getElementById("nb-unquote")?.focus();
  }

  submit(event, { number, quotes }) {
    event.preventDefault();
    this.send({ name: this.typed.name, reason: this.typed.reason, number, quotes });
  }
}
