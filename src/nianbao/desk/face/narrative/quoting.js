// The figures that a text quotes: what is known of them, and choosing one for a place.

import { h } from "../common/dom.js";
import { Chooser } from "./chooser.js";
import { reference, REFERENCE } from "./text.js";

/** Height in pixels that the chooser would like, and the least that it can do with. */
const TALL = 340;
const LOW = 180;

export class Quoting {
  constructor(desk) {
    this.desk = desk;
    this.figures = new Map();
    this.missing = new Set();
    this.places = new Set();
    this.into = null;
    this.chooser = new Chooser(desk, (figure, back) => this.chosen(figure, back));
    this.button = h(
      "button",
      { title: "Alt+I 或 Ctrl+空格；也可以直接输入 {{", onclick: () => this.choose() },
      "插入数据",
    );
  }

  /** What is known of a name: {label, text, source}, {missing: true}, or undefined. */
  figureOf(name) {
    return this.missing.has(name) ? { missing: true } : this.figures.get(name);
  }

  /** The kernel told which figures a text of it quotes; the other names in it are none. */
  learn(quoted, text = "") {
    for (const [name, figure] of Object.entries(quoted)) this.figures.set(name, figure);
    const names = [...text.matchAll(REFERENCE)].map((match) => match[1]);
    this.missing = new Set(names.filter((name) => !(name in quoted)));
  }

  /** Open the chooser; what is chosen takes the place of a stretch, or of the selection. */
  choose(from, to) {
    const { view, body, locked, hasText } = this.desk;
    if (locked || !hasText || this.chooser.open) return;
    const { main } = view.state.selection;
    this.into = this.hold({ from: from ?? main.from, to: to ?? main.to });
    const box = body.getBoundingClientRect();
    const at = view.coordsAtPos(main.head) ?? { top: box.top, bottom: box.top };
    const below = box.bottom - at.bottom;
    const above = at.top - box.top;
    const height = Math.max(LOW, Math.min(TALL, Math.max(below, above) - 8));
    const top = below >= above ? at.bottom - box.top + 4 : at.top - box.top - height - 4;
    this.chooser.show(Math.max(0, Math.min(top, box.height - height)), height);
  }

  chosen(figure, back) {
    const { view } = this.desk;
    const place = this.into;
    this.release(place);
    if (figure) {
      this.figures.set(figure.name, figure);
      this.missing.delete(figure.name);
      const insert = reference(figure.name);
      view.dispatch({
        changes: { from: place.from, to: place.to, insert },
        selection: { anchor: place.from + insert.length },
        userEvent: "input",
        scrollIntoView: true,
      });
    }
    if (back) view.focus();
  }

  /** Hold on to a stretch while the text around it may change. */
  hold({ from, to }) {
    const place = { from, to };
    this.places.add(place);
    return place;
  }

  release(place) {
    this.places.delete(place);
  }

  /** The text changed. */
  moved(changes) {
    for (const place of this.places) {
      place.from = changes.mapPos(place.from, 1);
      place.to = Math.max(place.from, changes.mapPos(place.to, -1));
    }
  }
}
