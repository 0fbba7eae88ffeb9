// What is said under a table: of the chosen cell, or else of the table as a whole.

import { h } from "../common/dom.js";

const button = (text, act) => h("button", { type: "button", class: "nb-small", onclick: act }, text);

function problem({ severity, words, message, suggestion }, ...more) {
  return h("p", { class: `nb-problem nb-${severity}` }, h("strong", {}, words), ` ${message}${suggestion} `, more);
}

/** What can be done about a cell with one click. */
function ways(numbers, at, view) {
  const pending = numbers.pending(at);
  if (pending?.state === "refused") return [button(`不要了，恢复原来的 ${numbers.typed(at) ?? numbers.table.values[at][0]}`, () => view.changes.giveUp(at))];
  if (pending?.state === "held") {
    return [button("现在填进去", () => view.changes.set([[at, pending.text]])), button("不要了", () => view.changes.giveUp(at))];
  }
  if (numbers.isTotal(at) && numbers.typed(at) !== null) return [button("改为计算值", () => view.changes.set([[at, ""]]))];
  if (numbers.problems(at).some(({ code }) => code === "L201")) return [button("改用台账的数", () => view.changes.set([[at, ""]]))];
  return [];
}

function ofCell(numbers, at, view) {
  const pending = numbers.pending(at);
  const refused = pending?.problem ? [problem({ severity: "error", words: "没有填进去", message: pending.problem, suggestion: "" })] : [];
  return [
    h("p", { class: "nb-place" }, h("strong", {}, numbers.place(at)), ` ${numbers.words(at)}`, ways(numbers, at, view)),
    ...refused,
    ...(refused.length ? [] : numbers.problems(at).map((one) => problem(one))),
  ];
}

function ofTable(numbers, view) {
  const { problems } = numbers.table;
  if (!problems.length) return [];
  const [first] = problems;
  const slot = numbers.geometry.slots[first.slots[0]];
  const look = slot ? button("看这一处", () => view.visit(slot.row, slot.column, true)) : null;
  const more = problems.length > 1 ? h("span", { class: "nb-quiet" }, `${numbers.table.name}共 ${problems.length} 处。`) : null;
  return [problem(first, more, look)];
}

/** Give what to show; `isHere` tells whether the keyboard is in the table. */
export function line(numbers, at, isHere, view) {
  const waiting = numbers.outbox.slow ? [h("p", { class: "nb-silent" }, "后台没有回应：填的数还没有交给后台，已记在浏览器里，可以接着填。")] : [];
  const own = isHere ? ofCell(numbers, at, view) : [];
  return [...waiting, ...own, ...(own.length > 1 ? [] : ofTable(numbers, view))];
}
