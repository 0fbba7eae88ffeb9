// The printed table as elements: heads with their spans, a cell for each number. It knows no numbers.

import { h } from "../common/dom.js";

function cellOf(drawn, columns) {
  const cell = h(drawn.tag, {
    rowspan: drawn.rows ? String(drawn.rows) : null,
    colspan: drawn.columns ? String(drawn.columns) : null,
    scope: drawn.scope,
    class: `nb-${drawn.align}${drawn.upright ? " nb-upright" : ""}${drawn.columns === columns ? " nb-band" : ""}`,
    "data-row": drawn.row,
    "data-column": drawn.column,
  });
  if (drawn.slot === undefined) {
    const indent = /^　*/.exec(drawn.text)[0].length;
    const label = h("span", { class: "nb-label" }, drawn.text.slice(indent));
    if (indent) cell.style.setProperty("--indent", String(indent / 2));
    cell.append(label);
    return cell;
  }
  cell.setAttribute("role", "gridcell");
  cell.dataset.slot = drawn.slot;
  cell.append(h("span", { class: "nb-value" }));
  return cell;
}

/**
 * Build a table.
 * @param layout as grid_layout.py gives it.
 * @param label what people call the table.
 * @returns {{element: HTMLTableElement, cells: HTMLElement[], heads: HTMLElement[]}} cells in printed order.
 */
export function buildTable(layout, label) {
  const columns = layout.widths.flat().length;
  const cells = [];
  const heads = [];
  const line = (drawn) => {
    const built = drawn.map((one) => {
      const cell = cellOf(one, columns);
      if (one.slot !== undefined) cells[one.slot] = cell;
      else if (one.row || one.column) heads.push(cell);
      return cell;
    });
    return h("tr", {}, built);
  };
  const element = h(
    "table",
    { role: "grid", "aria-label": label, "aria-multiselectable": "true", class: layout.dense ? "nb-dense" : "" },
    layout.widths.map((group) =>
      h(
        "colgroup",
        {},
        group.map((width) => {
          const column = h("col");
          column.style.width = `${width}%`;
          return column;
        }),
      ),
    ),
    layout.head.length ? h("thead", {}, layout.head.map(line)) : null,
    layout.bodies.map((body) => h("tbody", {}, body.map(line))),
  );
  return { element, cells, heads };
}
