// Where the cells of a printed table stand, and which is next in a direction; labels and spans are stepped over.

export class Geometry {
  /** @param slots [row, column, line, first printed column, columns covered, unit] of each cell, in printed order. */
  constructor(slots) {
    this.slots = slots.map(([row, column, y, x, span, unit]) => ({ row, column, y, x, span, unit }));
    const byLine = new Map();
    this.slots.forEach((slot, number) => {
      if (!byLine.has(slot.y)) byLine.set(slot.y, []);
      byLine.get(slot.y).push(number);
    });
    this.lines = [...byLine.values()];
    this.lineOf = new Map(this.lines.flatMap((line, place) => line.map((number) => [number, place])));
  }

  /** Number of the cell of a row and a column; either may be left out, which means the first. */
  find(row, column) {
    return this.slots.findIndex((slot) => (!row || slot.row === row) && (!column || slot.column === column));
  }

  /** The cell beside (dx) or below (dy) another; the same where there is none. */
  beside(number, dx, dy) {
    const place = this.lineOf.get(number);
    const line = this.lines[place];
    if (dx) return line[line.indexOf(number) + dx] ?? number;
    const next = this.lines[place + dy];
    if (!next) return number;
    const { x, span } = this.slots[number];
    const under = next.find((one) => this.slots[one].x < x + span && x < this.slots[one].x + this.slots[one].span);
    return under ?? next[next.length - 1];
  }

  /** The next cell in printed order, or up and down, that is wanted; null where there is none. */
  following(number, step, isWanted, along = "line") {
    let at = number;
    for (;;) {
      const next = along === "line" ? at + step : this.beside(at, 0, step);
      if (next === at || next < 0 || next >= this.slots.length) return null;
      if (isWanted(next)) return next;
      at = next;
    }
  }

  /** The ends of a line, or of the table. */
  edge(number, last, whole) {
    if (whole) return last ? this.slots.length - 1 : 0;
    const line = this.lines[this.lineOf.get(number)];
    return last ? line[line.length - 1] : line[0];
  }

  /** The cells in the rectangle between two, line by line. */
  between(one, other) {
    const [a, b] = [this.slots[one], this.slots[other]];
    const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
    const [left, right] = [Math.min(a.x, b.x), Math.max(a.x + a.span, b.x + b.span)];
    return this.lines
      .map((line) =>
        line.filter((number) => {
          const { y, x, span } = this.slots[number];
          return y >= top && y <= bottom && x < right && x + span > left;
        }),
      )
      .filter((line) => line.length);
  }
}
