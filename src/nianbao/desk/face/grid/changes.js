// What the clerk does to the numbers of a table: typing, clearing, cutting, pasting, undoing.

import { putOut, takeIn } from "./clipboard.js";

export class Changes {
  /** @param view the table's view. */
  constructor(view) {
    this.view = view;
  }

  set(changes) {
    const { file, outbox } = this.view.desk;
    const id = this.view.numbers.table.id;
    outbox.set(
      file,
      changes.map(([number, text]) => {
        const { row, column } = this.view.geometry.slots[number];
        return { table: id, row, column, text, base: this.view.numbers.typed(number) };
      }),
    );
  }

  commit(text) {
    const { at, numbers } = this.view;
    if (!numbers.pending(at) && text === (numbers.typed(at) ?? "")) return;
    this.view.say("");
    this.set([[at, text]]);
  }

  /** The cells of the range that can be changed. */
  open() {
    return this.view.range().flat().filter((number) => !this.view.numbers.isFixed(number));
  }

  clear() {
    const changes = this.open().filter((number) => this.view.numbers.typed(number) !== null || this.view.numbers.pending(number));
    this.set(changes.map((number) => [number, ""]));
    return true;
  }

  giveUp(number) {
    const { row, column } = this.view.geometry.slots[number];
    this.view.desk.outbox.forget(this.view.desk.file, ["tables", this.view.numbers.table.id, row, column]);
  }

  turn(what) {
    this.view.desk.outbox.turn(what).then((problem) => this.view.say(problem));
    return true;
  }

  copy(event) {
    putOut(event, this.view.range().map((cells) => cells.map((number) => this.view.numbers.text(number))));
  }

  cut(event) {
    this.copy(event);
    this.clear();
  }

  paste(event) {
    const { html, text, single } = takeIn(event);
    if (single !== null) {
      const open = this.open();
      if (open.length) this.set(open.map((number) => [number, single]));
      else this.view.refuse();
      return;
    }
    const start = this.view.range()[0][0];
    const { row, column } = this.view.geometry.slots[start];
    this.view.desk.channel
      .ask("read paste", { table: this.view.numbers.table.id, row, column, html, text })
      .then((read) => this.takePasted(start, read))
      .catch((error) => this.view.say(`没有贴：${error.message}。请稍后再贴一次。`));
  }

  takePasted(start, { cells, totals, problems, notes }) {
    const changes = cells.map(({ row, column, text }) => [this.view.geometry.find(row, column), text]);
    this.set(changes);
    if (changes.length) {
      this.view.anchor = start;
      this.view.go(changes[changes.length - 1][0], true);
    }
    const skipped = totals ? `总计 ${totals} 格由程序算，没有用贴来的数。` : "";
    const refused = problems.length ? `有 ${problems.length} 处要看：` : "";
    const done = changes.length ? `贴入 ${changes.length} 格，从${this.view.numbers.place(changes[0][0])}起。` : "没有能贴进去的数。";
    this.view.say(`${done}${skipped}${refused}`, [...problems, ...notes]);
  }
}
