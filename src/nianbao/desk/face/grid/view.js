// One table: the printed form, a cursor in it, and what is said under it.

import { fill, h } from "../common/dom.js";
import { whenShown } from "../common/shown.js";
import { Changes } from "./changes.js";
import { Cursor } from "./cursor.js";
import { drawCells, drawHeads, drawMarked } from "./drawing.js";
import { Geometry } from "./geometry.js";
import { LedgerPanel } from "./ledger.js";
import { line } from "./line.js";
import { Numbers } from "./numbers.js";
import { originPanel } from "./origin.js";
import { buildTable } from "./table.js";

const KEYS = "方向键移动，直接输入即替换，F2 修改，Tab 向右，Enter 向下，Ctrl+Enter 看来源，Esc 离开表格";

export class TableView {
  /** @param desk {file, channel, outbox, say} */
  constructor(desk, table) {
    this.desk = desk;
    this.geometry = new Geometry(table.layout.slots);
    this.numbers = new Numbers(desk.file, table, this.geometry, desk.outbox);
    const { element, cells, heads } = buildTable(table.layout, `${table.name} ${table.title}`);
    Object.assign(this, { table: element, cells, heads });
    const first = Math.max(0, cells.findIndex((_, number) => !this.numbers.isFixed(number)));
    Object.assign(this, { at: first, anchor: first, marked: [] });
    this.changes = new Changes(this);
    this.cursor = new Cursor(this);
    this.build(table);
    this.cursor.stand(cells[first]);
    this.update(table);
  }

  build(table) {
    this.said = h("div", { class: "nb-said", role: "status" });
    this.about = h("div", { class: "nb-about", tabindex: "-1" });
    this.aside = h("div", { class: "nb-aside" });
    this.ledger = new LedgerPanel(this, table.ledgers);
    this.table.setAttribute("aria-description", KEYS);
    this.table.addEventListener("mousedown", (event) => this.press(event));
    this.table.addEventListener("mouseover", (event) => this.drag(event));
    this.table.addEventListener("dblclick", (event) => this.slotAt(event) !== null && this.cursor.open());
    this.table.addEventListener("focusin", () => this.drawAbout());
    this.element = h(
      "section",
      { class: "nb-table", "aria-label": `${table.name} ${table.title}` },
      h(
        "div",
        { class: "nb-title" },
        h("strong", {}, `${table.name}　${table.title}`),
        h("span", { class: "nb-tools" }, this.ledger.button, h("button", { type: "button", onclick: () => this.origin() }, "来源")),
      ),
      table.guidance ? h("details", {}, h("summary", {}, "怎么填"), h("p", {}, table.guidance)) : null,
      this.ledger.element,
      this.table,
      table.note ? h("p", { class: "nb-note" }, table.note) : null,
      h("div", { class: "nb-under" }, this.about, this.said, this.aside),
    );
  }

  // --- what is shown -------------------------------------------------------------------------

  update(table) {
    this.numbers.update(table);
    this.ledger.update(table.ledgers);
    this.draw();
  }

  draw() {
    drawCells(this.cells, this.numbers);
    drawHeads(this.heads, this.numbers.table.problems);
    this.drawMarked();
    this.cursor.show();
    this.drawAbout();
  }

  drawMarked() {
    drawMarked(this.cells, new Set(this.range().flat()), this.at);
  }

  drawAbout() {
    const isHere = this.element.contains(document.activeElement);
    fill(this.about, line(this.numbers, this.at, isHere, this));
  }

  /** Say something to the clerk; it stays until the next thing is said or done. */
  say(text, list = []) {
    const close = h("button", { type: "button", class: "nb-small", onclick: () => this.say("") }, "知道了");
    const points = list.length ? h("ul", {}, list.map((one) => h("li", {}, one))) : null;
    fill(this.said, text ? [h("p", {}, text), points, list.length ? close : null] : []);
  }

  // --- where the cursor is -------------------------------------------------------------------

  range() {
    return this.geometry.between(this.anchor, this.at);
  }

  go(number, keepAnchor = false) {
    if (number !== this.at) this.say("");
    this.at = number;
    if (!keepAnchor) this.anchor = number;
    this.cursor.stand(this.cells[number]);
    this.drawMarked();
    this.drawAbout();
    this.cells[number].scrollIntoView({ block: "nearest", inline: "nearest" });
    return true;
  }

  /** Take the clerk to a cell, or to the first of a row or a column. */
  visit(row, column, focus) {
    const number = this.geometry.find(row, column);
    if (number < 0) return;
    this.cursor.finish();
    this.callOff?.();
    this.callOff = whenShown(this.table, () => {
      this.go(number);
      if (focus || this.table.contains(document.activeElement)) this.cursor.focus();
      this.drawAbout();
    });
  }

  slotAt(event) {
    const cell = event.target.closest("[data-slot]");
    return cell ? Number(cell.dataset.slot) : null;
  }

  press(event) {
    const number = this.slotAt(event);
    if (number === null || event.button) return;
    if (number === this.at && this.cursor.busy) return;
    event.preventDefault();
    this.cursor.finish();
    this.go(number, event.shiftKey);
    this.cursor.focus();
    this.pressed = true;
    window.addEventListener("mouseup", () => (this.pressed = false), { once: true });
  }

  drag(event) {
    const number = this.slotAt(event);
    if (this.pressed && number !== null && number !== this.at) this.go(number, true);
  }

  // --- what the cursor's keys mean -----------------------------------------------------------

  chosen() {
    return { text: this.numbers.toEdit(this.at), label: this.numbers.label(this.at), readonly: this.numbers.isFixed(this.at) };
  }

  move(dx, dy) {
    return this.go(this.geometry.beside(this.at, dx, dy));
  }

  extend(dx, dy) {
    return this.go(this.geometry.beside(this.at, dx, dy), true);
  }

  edge(last, whole, keepAnchor) {
    return this.go(this.geometry.edge(this.at, last, whole), keepAnchor);
  }

  all() {
    this.anchor = 0;
    return this.go(this.cells.length - 1, true);
  }

  /** On to the next cell that can be filled; Tab leaves the table behind the last, Enter stays. */
  step(by, along) {
    const next = this.geometry.following(this.at, by, (number) => !this.numbers.isFixed(number), along);
    if (next !== null) return this.go(next);
    return along === "column";
  }

  escape() {
    const { at } = this;
    const state = this.numbers.pending(at)?.state;
    if (state === "refused" || state === "held") this.changes.giveUp(at);
    else if (this.anchor !== at) this.go(at);
    else this.about.focus(); // behind the table, so that Tab goes on from here
    return true;
  }

  refuse() {
    this.say(`${this.numbers.place(this.at)}由程序从各项加得，不用填；要改请改各项。`);
    return true;
  }

  // --- where a number comes from -------------------------------------------------------------

  origin() {
    const { row, column } = this.geometry.slots[this.at];
    const back = () => {
      fill(this.aside);
      this.cursor.focus();
    };
    this.desk.channel
      .ask("origin", { table: this.numbers.table.id, row, column })
      .then((found) => {
        const panel = originPanel(found, { back, visit: (...place) => this.visit(...place, true) });
        fill(this.aside, panel);
        panel.focus({ preventScroll: true });
      })
      .catch((error) => this.say(error.message));
    return true;
  }

  close() {
    this.callOff?.();
    this.cursor.finish();
  }
}
