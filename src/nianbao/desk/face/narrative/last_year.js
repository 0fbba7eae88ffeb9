// 对照去年: last year's text with this year's changes, as Word shows 修订.

import { fill, h } from "../common/dom.js";

/** Milliseconds of quiet after which the comparison is made anew. */
const QUIET = 500;

export class LastYear {
  constructor(desk) {
    this.desk = desk;
    this.asked = 0;
    this.found = null;
    this.title = h("h3", {});
    this.marks = h("input", { type: "checkbox", checked: true, onchange: () => this.draw() });
    this.take = h("button", { class: "nt-small", onclick: () => this.desk.begin(this.found.text) }, "以去年文字为底稿");
    this.text = h("div", { class: "nt-last-text", tabindex: "0", role: "region", "aria-label": "去年的文字", lang: "zh-CN" });
    this.element = h(
      "section",
      { class: "nt-last", "aria-label": "对照去年", hidden: true },
      h(
        "div",
        { class: "nt-last-head" },
        this.title,
        h("label", {}, this.marks, " 标出修改：", h("del", {}, "去年有"), " ", h("ins", {}, "今年加")),
        this.take,
      ),
      this.text,
    );
  }

  get open() {
    return !this.element.hidden;
  }

  toggle(open) {
    this.element.hidden = !open;
    if (open) this.refresh();
  }

  /** The text, the section or the figures changed. */
  later(at_once = false) {
    if (!this.open) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), at_once ? 0 : QUIET);
  }

  async refresh() {
    const asked = ++this.asked;
    try {
      const found = await this.desk.ask("last_year", this.desk.where);
      if (asked !== this.asked) return;
      this.found = found;
      this.draw();
    } catch (error) {
      if (asked === this.asked && !this.found) fill(this.text, error.message);
    }
  }

  draw() {
    const { found } = this;
    this.title.textContent = found ? `${found.year} 年这一部分的文字` : "对照去年";
    this.take.hidden = !found || !this.desk.isEmpty || Boolean(this.desk.locked);
    if (!found) {
      fill(this.text, h("p", { class: "nb-quiet" }, "没有找到去年这一部分的文字。"));
      return;
    }
    const marked = this.marks.checked && !this.desk.isEmpty;
    const tags = { same: "span", gone: marked ? "del" : "span", new: "ins" };
    const pieces = found.pieces.filter(([kind]) => marked || kind !== "new");
    fill(this.text, pieces.map(([kind, text]) => h(tags[kind], {}, text)));
  }
}
