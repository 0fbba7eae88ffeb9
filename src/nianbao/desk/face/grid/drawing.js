// Writes numbers and marks into a table that stands; only what changed is touched.

import { h } from "../common/dom.js";

/** Write the numbers, and how each cell looks. */
export function drawCells(cells, numbers) {
  const unknown = numbers.unknownTotals();
  cells.forEach((cell, number) => {
    const text = unknown.has(number) ? "…" : numbers.text(number);
    const value = cell.firstChild;
    if (value.textContent !== text) value.textContent = text;
    const look = numbers.look(number, unknown).filter(Boolean).join(" ");
    if (cell.dataset.look === look) return;
    if (cell.dataset.look) cell.classList.remove(...cell.dataset.look.split(" "));
    cell.classList.add(...look.split(" "));
    cell.dataset.look = look;
    cell.setAttribute("aria-readonly", String(numbers.isFixed(number)));
    cell.setAttribute("aria-invalid", String(look.includes("nb-has-error")));
  });
}

/** Mark the head of each line in which something is wrong, in words for those who don't see the mark. */
export function drawHeads(heads, problems) {
  for (const head of heads) {
    const { row, column } = head.dataset;
    const isOf = ({ line }) => (line.row && line.row === row) || (line.column && line.column === column && !line.row);
    const found = problems.filter(isOf);
    const worst = found[0]?.severity ?? "";
    const messages = found.map(({ message }) => message).join("\n");
    if ((head.dataset.bad ?? "") === worst + messages) continue;
    head.dataset.bad = worst + messages;
    head.querySelector(".nb-flag")?.remove();
    head.classList.toggle("nb-bad", worst === "error");
    if (!found.length) continue;
    const aloud = h("span", {}, `${found[0].words}：${found[0].message}`);
    head.append(h("span", { class: `nb-flag nb-flag-${worst}`, title: messages }, aloud));
  }
}

/** Mark the chosen cell and the range it is part of. */
export function drawMarked(cells, range, at) {
  const single = range.size < 2;
  cells.forEach((cell, number) => {
    const isMarked = single ? number === at : range.has(number);
    cell.classList.toggle("nb-marked", isMarked && !single);
    if (cell.getAttribute("aria-selected") !== String(isMarked)) cell.setAttribute("aria-selected", String(isMarked));
  });
}
