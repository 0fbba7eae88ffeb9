// The roster as a table; a unit's name opens its report.

import { h } from "../common/dom.js";

const HEADS = ["单位", "类别", "全称", "代码", "联系人", "电话", "别名"];

/** Make the table; `open` is called with a unit's id. */
export function rosterTable({ counts, remarks, rows }, open) {
  const row = (unit) =>
    h("tr", {},
      h("th", { scope: "row" }, h("button", { class: "nb-county-unit", title: `打开${unit.name}的底稿`, onclick: () => open(unit.id) }, unit.name)),
      [unit.kind, unit.full_name, unit.code, unit.contact, unit.phone, unit.aliases].map((words) => h("td", {}, words)));
  return [
    h("p", { class: "nb-county-counts" }, counts),
    remarks.length ? h("ul", { class: "nb-county-remarks" }, remarks.map((words) => h("li", {}, words))) : null,
    h("div", { class: "nb-county-scroll", tabindex: "0", role: "region", "aria-label": "单位名单" },
      h("table", { class: "nb-county-table" },
        h("thead", {}, h("tr", {}, HEADS.map((words) => h("th", { scope: "col" }, words)))),
        h("tbody", {}, rows.map(row)))),
  ];
}
