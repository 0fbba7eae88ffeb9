// 数据一览: every figure of the report with its value and where it comes from.

import { fill, h } from "../common/dom.js";

/** Show the figures, `[label, value, source]` each, with a box to look for one. */
export function showFigures(region, figures, close) {
  const body = h("tbody");
  const found = h("p", { class: "nb-quiet", role: "status" });
  const box = h("input", { type: "search", placeholder: "找数据，如：新收", "aria-label": "找数据", oninput: () => show() });
  const show = () => {
    const words = box.value.trim().split(/\s+/).filter(Boolean);
    const own = figures.filter((figure) => words.every((word) => figure.some((text) => text.includes(word))));
    found.textContent = `${own.length} 项`;
    fill(body, own.map(([label, text, source]) =>
      h("tr", {}, h("th", { scope: "row" }, label), h("td", {}, text), h("td", { class: "nb-quiet" }, source))));
  };
  show();
  fill(
    region,
    h("div", { class: "nb-out-figures-bar" }, h("h2", {}, "数据一览"), box, found,
      h("button", { type: "button", class: "nb-out-act", onclick: close }, "收起")),
    h("div", { class: "nb-out-figures-scroll", tabindex: "0", role: "group", "aria-label": "数据表" },
      h("table", {}, h("thead", {}, h("tr", {}, ["数据", "数值", "来源"].map((words) => h("th", { scope: "col" }, words)))), body)),
  );
  region.hidden = false;
  box.focus();
}
