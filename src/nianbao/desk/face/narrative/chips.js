// Quoted figures: a chip shows the value; what is stored is the reference. A chip is gone over, and goes, as one.

import { StateEffect } from "@codemirror/state";
import { Decoration, EditorView, MatchDecorator, ViewPlugin, WidgetType } from "@codemirror/view";

import { h } from "../common/dom.js";
import { REFERENCE } from "./text.js";

/** The figures that are known have changed. */
export const figuresChanged = StateEffect.define();

class Chip extends WidgetType {
  constructor(name, figure) {
    super();
    this.name = name;
    this.figure = figure;
  }

  eq(other) {
    const same = (key) => this.figure?.[key] === other.figure?.[key];
    return this.name === other.name && this.figure?.missing === other.figure?.missing && same("text") && same("label");
  }

  toDOM() {
    const { name, figure } = this;
    if (!figure) return h("span", { class: "nt-chip nt-chip-new", "data-name": name }, "…");
    if (figure.missing) {
      const said = `没有这个数据：${name}`;
      return h("span", { class: "nt-chip nt-chip-missing", role: "img", "aria-label": said, title: said, "data-name": name }, `⚠ ${name}`);
    }
    const said = `${figure.label}：${figure.text}`;
    return h("span", { class: "nt-chip", role: "img", "aria-label": said, title: figure.label, "data-name": name }, figure.text || "（空）");
  }

  ignoreEvent() {
    return false; // a click puts the cursor beside the chip, where its origin is offered
  }
}

/** @param figureOf gives what is known of a name: {label, text, source}, {missing: true}, or undefined. */
export function chips(figureOf) {
  const matcher = new MatchDecorator({
    regexp: REFERENCE,
    decoration: (match) => Decoration.replace({ widget: new Chip(match[1], figureOf(match[1])) }),
  });
  return ViewPlugin.fromClass(
    class {
      constructor(view) {
        this.decorations = matcher.createDeco(view);
      }

      update(update) {
        const fresh = update.transactions.some((one) => one.effects.some((effect) => effect.is(figuresChanged)));
        this.decorations = fresh ? matcher.createDeco(update.view) : matcher.updateDeco(update, this.decorations);
      }
    },
    {
      decorations: (plugin) => plugin.decorations,
      provide: (plugin) =>
        EditorView.atomicRanges.of((view) => view.plugin(plugin)?.decorations ?? Decoration.none),
    },
  );
}

/** The quoted figure that the selection covers or the cursor touches: {name, from, to}; null for none. */
export function chipAt(state) {
  const { from, to } = state.selection.main;
  const line = state.doc.lineAt(from);
  if (to > line.to) return null;
  const at = (place) => place - line.from;
  for (const match of line.text.matchAll(REFERENCE)) {
    const start = match.index;
    const end = start + match[0].length;
    if (start <= at(from) && at(to) <= end) return { name: match[1], from: line.from + start, to: line.from + end };
  }
  return null;
}

/** What is printed of a stretch of text. */
export function printed(text, figureOf) {
  return text.replace(REFERENCE, (typed, name) => figureOf(name)?.text ?? typed);
}
