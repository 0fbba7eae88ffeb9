// Where a figure comes from: the rows of the ledger, as the clerk can look them up.

import { h } from "../common/dom.js";

const cell = (text) => h("td", {}, text ?? "");

/** @param found {label, text, source, rows: [{file, sheet, row, words, amount}]} */
export function originTable(found) {
  const title = h("p", {}, h("strong", {}, `${found.label}：${found.text}`), h("span", { class: "nb-quiet" }, `　${found.source}`));
  if (!found.rows.length) {
    return [title, h("p", { class: "nb-quiet" }, "没有台账的行：它不是从台账得来的，或者台账里没有这样的行。")];
  }
  const head = ["台账", "工作表", "行", "记录", "计"].map((name) => h("th", { scope: "col" }, name));
  const rows = found.rows.map((row) =>
    h("tr", {}, cell(row.file), cell(row.sheet), cell(String(row.row)), cell(row.words), cell(row.amount)),
  );
  const table = h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows));
  return [title, h("div", { class: "nt-rows", tabindex: "0", role: "region", "aria-label": "台账的行" }, table)];
}
