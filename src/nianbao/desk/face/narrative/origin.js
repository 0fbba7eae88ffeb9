// Where a figure comes from: what it adds up, and the rows of the ledgers, as the clerk can look them up.

import { h } from "../common/dom.js";

const HEADS = ["台账", "工作表", "第几行", "收到日期", "编号或说明", "计"];
const NONE = "没有台账的行：它不是从台账得来的，或者台账里没有这样的行。";

function rowsOf({ rows, counted }) {
  const line = (texts, name) => h("tr", {}, texts.map((text) => h(name, {}, text)));
  const one = ({ ledger, file, sheet, row, date, what, amount }) =>
    line([`${ledger}「${file}」`, sheet, String(row), date, what, amount], "td");
  return h(
    "div",
    { class: "nt-rows", tabindex: "0", role: "region", "aria-label": "台账的行" },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, HEADS.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, rows.map(one)),
      h("tfoot", {}, h("tr", {}, h("td", { colspan: "5" }, "合计"), h("td", {}, counted))),
    ),
  );
}

/** @param found as origins.py gives it: place, value, words, parts, rows, counted. */
export function originOf(found) {
  const { place, value, words, parts, rows } = found;
  return [
    h("p", {}, h("strong", {}, `${place}：${value}`), h("span", { class: "nb-quiet" }, `　${words}`)),
    parts.length ? h("p", {}, parts.map((part) => `${part.place} ${part.value}`).join("；")) : null,
    rows.length ? rowsOf(found) : parts.length ? null : h("p", { class: "nb-quiet" }, NONE),
  ].filter(Boolean);
}
