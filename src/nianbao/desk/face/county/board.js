// 报送进度: all units with how far they are; decisions on several at once; words for 催报 and 通报.

import { copyButton } from "../common/copy.js";
import { fill, h } from "../common/dom.js";
import { refill } from "./refill.js";
import { Settle } from "./settle.js";
import { stateLabel } from "./words.js";

const HEADS = ["单位", "到了哪一步", "版次", "审核意见", "说明", "联系", "催报"];

export class Board {
  /** @param ask asks the kernel. */
  constructor(ask) {
    this.ask = ask;
    this.chosen = new Set();
    this.only = null;
    this.counts = h("div", { class: "nb-county-row", role: "group", "aria-label": "只看哪一步的" });
    this.deadline = h("input", { type: "date", onchange: () => this.ask("deadline", { day: this.deadline.value }) });
    this.settle = new Settle(ask, () => [...this.chosen]);
    this.body = h("tbody");
    const table = h("table", { class: "nb-county-table" },
      h("thead", {}, h("tr", {}, h("td", {}), HEADS.map((words) => h("th", { scope: "col" }, words)))), this.body);
    this.bulletin = h("p", { class: "nb-county-words" });
    this.element = h("div", { class: "nb-county-board" },
      h("div", { class: "nb-county-row" }, this.counts, h("label", { class: "nb-county-deadline" }, "报送期限", this.deadline)),
      this.settle.element,
      h("div", { class: "nb-county-scroll", tabindex: "0", role: "region", "aria-label": "各单位" }, table),
      h("section", { class: "nb-county-bulletin" },
        h("div", { class: "nb-county-row" }, h("h3", {}, "通报用语"), copyButton("复制", () => this.bulletin.textContent)), this.bulletin));
  }

  show(page) {
    this.page = page;
    if (document.activeElement !== this.deadline) this.deadline.value = page.deadline;
    fill(this.bulletin, page.bulletin);
    this.showCounts();
    this.showRows();
  }

  showCounts() {
    const chip = ([state, count]) => h("button", { class: "nb-county-chip", "data-key": state, "aria-pressed": String(this.only === state), onclick: () => this.filter(state) },
      stateLabel(state), String(count));
    refill(this.counts, this.page.counts.map(chip));
  }

  filter(state) {
    this.only = this.only === state ? null : state;
    this.showCounts();
    this.showRows();
  }

  showRows() {
    const rows = this.page.rows.filter(({ state }) => !this.only || state === this.only);
    const there = new Set(rows.map(({ id }) => id));
    this.chosen = new Set([...this.chosen].filter((id) => there.has(id)));
    refill(this.body, rows.map((row) => this.row(row)));
    this.settle.enable(this.chosen.size > 0);
  }

  row({ id, name, state, since, versions, opinion, note, call, text }) {
    const choose = (event) => {
      if (event.target.checked) this.chosen.add(id);
      else this.chosen.delete(id);
      this.settle.enable(this.chosen.size > 0);
    };
    return h("tr", {},
      h("td", {}, h("input", { type: "checkbox", "data-key": `choose-${id}`, "aria-label": `选 ${name}`, checked: this.chosen.has(id), disabled: !versions, onchange: choose })),
      h("th", { scope: "row" }, h("button", { class: "nb-county-unit", "data-key": id, onclick: () => this.ask("review", { unit: id }), disabled: !versions, title: "看这个单位的审核意见" }, name)),
      h("td", { class: "nb-county-when" }, stateLabel(state), since ? h("span", { class: "nb-quiet" }, ` ${since}`) : null),
      h("td", {}, versions ? String(versions) : ""), h("td", {}, opinion), h("td", {}, note), h("td", {}, call),
      h("td", {}, text ? copyButton("复制", () => text, { "data-key": `copy-${id}`, title: text, "aria-label": `复制给${name}的催报` }) : null));
  }
}
