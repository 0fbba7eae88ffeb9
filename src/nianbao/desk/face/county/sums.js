// 汇总: what the last sums came to; where the county's own figures differ, with the explanation.

import { fill, h } from "../common/dom.js";
import { refill } from "./refill.js";

export class Sums {
  /** @param ask asks the kernel. */
  constructor(ask) {
    this.ask = ask;
    this.head = h("div", { class: "nb-county-sums" });
    this.list = h("ul", { class: "nb-county-list nb-county-plainly", "aria-label": "与县级数不同的" });
    this.element = h("div", { class: "nb-county-board" }, this.head, this.list);
  }

  show({ there, book, certain, units, counted, missing, broken, differences }) {
    if (!there) {
      fill(this.head, h("p", { class: "nb-quiet" }, "还没有汇总过。"));
      fill(this.list);
      return;
    }
    const state = certain ? `${units} 个单位都已计入，汇总数确定。` : `汇总数未定：${units} 个单位，计入 ${counted} 个。`;
    fill(this.head,
      h("p", { class: `nb-county-said nb-county-${certain ? "good" : "mind"}` }, state),
      missing.length ? h("p", {}, `没有计入的：${missing.join("；")}。`) : null,
      broken.map((words) => h("p", { class: "nb-county-wrong" }, `勾稽关系不平：${words}`)),
      h("h3", {}, "与县级数核对"),
      h("p", { class: "nb-quiet" }, `上级系统里的数、已报出的数填在 ${book} 里，再汇总一遍。`),
      differences.length ? h("p", {}, `有 ${differences.length} 格不同：`) : h("p", {}, "没有不同的格子。"));
    refill(this.list, differences.map((one) => this.difference(one)));
  }

  difference({ cell, label, own, sum, delta, source, missing, text, stale }) {
    const words = h("input", { type: "text", value: text, "data-key": cell, placeholder: "说明为什么不同", "aria-label": `说明：${label}`,
      onchange: (event) => this.ask("explain", { cell, text: event.target.value }) });
    return h("li", {},
      h("p", {}, h("strong", {}, label)),
      h("p", {}, `县级数 ${own}，汇总数 ${sum}，差 ${delta}`, h("span", { class: "nb-quiet" }, `　${source}`)),
      missing ? h("p", {}, `缺：${missing}`) : null,
      stale ? h("p", { class: "nb-county-wrong" }, "说明以后差数又变了，请重新核对。") : null,
      h("div", { class: "nb-county-row" }, words));
  }
}
