// What a cell of a table shows: the kernel's number, what isn't acknowledged yet, and all that is to be said of it.

const SOURCES = { typed: "手工填的", ledger: "台账计得", derived: "由各项加得，不用填", none: "还没有填，印作 0" };

export class Numbers {
  /**
   * @param file the open file.
   * @param table as grid.py gives it.
   * @param geometry its cells.
   * @param outbox what is on its way to the kernel.
   */
  constructor(file, table, geometry, outbox) {
    Object.assign(this, { file, geometry, outbox });
    this.update(table);
  }

  update(table) {
    this.table = table;
    this.problemsOf = new Map();
    for (const problem of table.problems) {
      for (const number of problem.slots) {
        if (!this.problemsOf.has(number)) this.problemsOf.set(number, []);
        this.problemsOf.get(number).push(problem);
      }
    }
  }

  /** Which totals can't be known now, for the kernel is silent and cells of theirs were typed. */
  unknownTotals() {
    const unknown = new Set();
    if (!this.outbox.slow) return unknown;
    const totals = Object.entries(this.table.layout.totals);
    const isOpen = (number) => unknown.has(number) || this.pending(number)?.state === "waiting";
    for (let before = -1; before !== unknown.size; ) {
      before = unknown.size;
      for (const [total, parts] of totals) {
        if (this.source(Number(total)) === "derived" && parts.some(isOpen)) unknown.add(Number(total));
      }
    }
    return unknown;
  }

  pending(number) {
    const { row, column } = this.geometry.slots[number];
    return this.outbox.of(this.file, ["tables", this.table.id, row, column]);
  }

  source(number) {
    return this.table.values[number][1];
  }

  typed(number) {
    return this.table.values[number][2];
  }

  isTotal(number) {
    return number in this.table.layout.totals;
  }

  /** A total that nobody typed follows from the others. */
  isFixed(number) {
    return this.source(number) === "derived";
  }

  text(number) {
    return this.pending(number)?.text ?? this.table.values[number][0];
  }

  /** What is worked on: the words that were typed, where they differ from what is printed. */
  toEdit(number) {
    return this.pending(number)?.text ?? this.typed(number) ?? this.table.values[number][0];
  }

  problems(number) {
    return this.problemsOf.get(number) ?? [];
  }

  place(number) {
    const { row, column } = this.geometry.slots[number];
    const { rows, columns } = this.table.layout;
    const which = Object.keys(columns).length > 1 ? `「${columns[column]}」列` : "";
    return `${this.table.name}「${rows[row]}」行${which}`;
  }

  /** What is said of where the number comes from. */
  words(number) {
    const pending = this.pending(number);
    if (pending?.state === "refused") return "没有填进去";
    if (pending?.state === "held") return "上次填的，还没有交给后台";
    if (pending && this.outbox.slow) return "还没有交给后台，已记在浏览器里";
    if (this.source(number) === "typed" && this.isTotal(number)) return "总计是手工填的";
    return SOURCES[this.source(number)];
  }

  /** What a screen reader says of a cell: its row and column, its number, and what is wrong with it. */
  label(number) {
    const { unit } = this.geometry.slots[number];
    const pending = this.pending(number);
    const said = [`${this.place(number)}，${this.text(number) || "空"}${this.text(number) ? unit : ""}`, this.words(number)];
    if (pending?.problem) said.push(pending.problem);
    return [...said, ...this.problems(number).map(({ words, message }) => `${words}：${message}`)].join("，");
  }

  /** The classes by which a cell is drawn. */
  look(number, unknown) {
    const pending = this.pending(number);
    const own = this.problems(number);
    const worst = own.find(({ at }) => at.includes(number))?.severity;
    return [
      this.text(number) === "0" ? "nb-zero" : "",
      !worst && own.length ? "nb-part" : "",
      `nb-from-${pending ? "typed" : this.source(number)}`,
      this.isTotal(number) ? "nb-total" : "",
      pending ? `nb-${pending.state}` : "",
      pending?.state === "refused" ? "nb-has-error" : worst ? `nb-has-${worst}` : "",
      unknown.has(number) ? "nb-unknown" : "",
    ];
  }
}
