// 插入数据: search the report's figures by their Chinese labels, choose one with the keyboard or a click.

import { fill, h } from "../common/dom.js";

const PAUSE = 120;

export class Chooser {
  /** @param desk gives ask() and ids; @param onChoose gets {name, label, text, source}, or null. */
  constructor(desk, onChoose) {
    Object.assign(this, { desk, onChoose, found: [], at: 0, asked: 0 });
    this.list = h("ul", { id: desk.ids.list, role: "listbox", "aria-label": "数据" });
    this.said = h("p", { class: "nb-quiet", role: "status" });
    this.input = h("input", {
      type: "text",
      role: "combobox",
      "aria-expanded": "true",
      "aria-controls": desk.ids.list,
      "aria-autocomplete": "list",
      "aria-label": "按名称找数据，几个词用空格隔开",
      placeholder: "按名称找，如：新收 总计",
      autocomplete: "off",
      oninput: (event) => event.isComposing || this.later(),
      oncompositionend: () => this.later(),
      onkeydown: (event) => this.key(event),
    });
    this.element = h(
      "div",
      { class: "nt-chooser", role: "dialog", "aria-label": "插入数据", hidden: true, onfocusout: (event) => this.left(event) },
      this.input,
      this.list,
      this.said,
    );
  }

  get open() {
    return !this.element.hidden;
  }

  show(top, height) {
    Object.assign(this.element.style, { top: `${top}px`, maxHeight: `${height}px` });
    this.element.hidden = false;
    this.input.value = "";
    this.input.focus();
    this.search();
  }

  /** Close, with what was chosen; the keyboard goes back to the text unless it went elsewhere. */
  close(chosen = null, back = true) {
    if (!this.open) return;
    this.element.hidden = true;
    this.onChoose(chosen, back);
  }

  left(event) {
    if (!this.element.contains(event.relatedTarget)) this.close(null, !event.relatedTarget);
  }

  later() {
    clearTimeout(this.timer);
    this.pending = true;
    this.timer = setTimeout(() => this.search(), PAUSE);
  }

  search() {
    this.searching = this.searchNow();
    return this.searching;
  }

  async searchNow() {
    const asked = ++this.asked;
    clearTimeout(this.timer);
    this.pending = false;
    try {
      const { found, total } = await this.desk.ask("figures", { words: this.input.value });
      if (asked !== this.asked) return;
      this.found = found;
      this.at = 0;
      const more = total > found.length ? `共 ${total} 个，列出前 ${found.length} 个，请再写几个字。` : `共 ${total} 个。`;
      this.said.textContent = total ? more : "没有找到。请换个词，如表里的行名、列名。";
    } catch (error) {
      if (asked !== this.asked) return;
      this.found = [];
      this.said.textContent = error.message;
    }
    this.draw();
  }

  draw() {
    fill(this.list, this.found.map((one, place) => this.option(one, place)));
    this.list.hidden = !this.found.length;
    this.mark(this.at);
  }

  option(one, place) {
    return h(
      "li",
      {
        id: `${this.desk.ids.list}-${place}`,
        role: "option",
        "aria-selected": "false",
        onmousedown: (event) => event.preventDefault(),
        onclick: () => this.close(one),
      },
      h("span", { class: "nt-figure-label" }, one.label),
      h("span", { class: "nt-figure-text" }, one.text || "（空）"),
    );
  }

  mark(place) {
    const options = this.list.children;
    options[this.at]?.setAttribute("aria-selected", "false");
    this.at = place;
    options[place]?.setAttribute("aria-selected", "true");
    options[place]?.scrollIntoView({ block: "nearest" });
    if (options[place]) this.input.setAttribute("aria-activedescendant", options[place].id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** Take the marked figure, of the words as they stand now. */
  async choose() {
    await (this.pending ? this.search() : this.searching);
    if (this.open && this.found[this.at]) this.close(this.found[this.at]);
  }

  key(event) {
    if (event.isComposing) return;
    const last = this.found.length - 1;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) this.mark(Math.max(0, Math.min(last, this.at + step)));
    else if (event.key === "Enter") this.choose();
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
