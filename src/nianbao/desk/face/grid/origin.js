// Where a number comes from: the ledger rows behind it, or what it adds up.

import { h } from "../common/dom.js";

const HEADS = ["工作表", "第几行", "收到日期", "编号或说明", "计"];

function byFile(rows) {
  const files = new Map();
  for (const row of rows) {
    const name = `${row.ledger}「${row.file}」`;
    files.set(name, [...(files.get(name) ?? []), row]);
  }
  return [...files];
}

function rowsOf({ rows, counted }) {
  const one = ({ sheet, row, date, what, amount }) => h("tr", {}, [sheet, String(row), date, what, amount].map((text) => h("td", {}, text)));
  return h(
    "table",
    { class: "nb-rows" },
    h("thead", {}, h("tr", {}, HEADS.map((head) => h("th", { scope: "col" }, head)))),
    byFile(rows).map(([name, own]) =>
      h("tbody", {}, h("tr", {}, h("th", { scope: "rowgroup", colspan: "5" }, name)), own.map(one)),
    ),
    h("tfoot", {}, h("tr", {}, h("td", { colspan: "4" }, "合计"), h("td", {}, counted))),
  );
}

function partsOf(parts, visit) {
  const one = ({ place, value, row, column }) =>
    h("li", {}, h("button", { type: "button", class: "nb-link", onclick: () => visit(row, column) }, place), ` ${value}`);
  return h("ul", {}, parts.map(one));
}

/**
 * Show where a number comes from.
 * @param found as origins.py gives it.
 * @param acts {back, visit}: close and return to the cell; go to a part of a total.
 */
export function originPanel(found, { back, visit }) {
  const { place, value, words, source, parts, rows } = found;
  const none = { typed: "台账里没有与它对应的行。", ledger: "给了台账，里面没有计入这一格的行。", derived: "各项都是 0。", none: "没有给台账。" };
  return h(
    "div",
    {
      class: "nb-origin",
      role: "group",
      tabindex: "-1",
      "aria-label": `${place}的来源`,
      onkeydown: (event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        event.stopPropagation();
        back();
      },
    },
    h("p", {}, h("strong", {}, place), ` ${value}，${words}。`, h("button", { type: "button", class: "nb-small", onclick: back }, "收起")),
    parts.length ? partsOf(parts, visit) : null,
    rows.length ? rowsOf(found) : parts.length ? null : h("p", { class: "nb-quiet" }, none[source]),
  );
}
