// The tables of a section, edited as in a spreadsheet. One view a table; what is typed goes through the outbox.

import { Channel } from "./common/channel.js";
import { fill, h, keepKeys } from "./common/dom.js";
import { Outbox } from "./grid/outbox.js";
import { TableView } from "./grid/view.js";

/** A table is drawn anew only when another is shown or its printed form changes. */
const formOf = (file, { id, layout, note }) => JSON.stringify([file, id, layout, note]);

/** The last place the clerk was taken to. It outlives a view that the page shows elsewhere. */
let turn = null;

function render({ model, el }) {
  const channel = new Channel(model);
  keepKeys(el);
  const root = h("div", { class: "nb-grid" });
  el.append(root);
  let views = new Map();

  const outbox = new Outbox(channel, (notes = []) => {
    for (const { view } of views.values()) {
      view.draw();
      if (notes.length && view.element.contains(document.activeElement)) view.say(notes.join(""));
    }
  });

  const follow = (spot) => {
    if (!spot || spot.turn === turn) return;
    turn = spot.turn;
    for (const { view } of views.values()) {
      if (view.numbers.table.id === spot.table) view.visit(spot.row, spot.column, spot.focus);
    }
  };

  const show = () => {
    const { file, tables, spot } = model.get("state");
    outbox.load(file);
    const next = new Map();
    for (const table of tables) {
      const form = formOf(file, table);
      const known = views.get(form);
      if (known) known.view.update(table);
      next.set(form, known ?? { view: new TableView({ file, channel, outbox }, table) });
    }
    const changed = next.size !== views.size || [...next.keys()].some((form) => !views.has(form));
    if (changed) {
      for (const [form, { view }] of views) if (!next.has(form)) view.close();
      views = next;
      fill(root, [...views.values()].map(({ view }) => view.element));
    }
    root.hidden = !views.size;
    follow(spot);
  };

  model.on("change:state", show);
  show();
  return () => {
    for (const { view } of views.values()) view.close();
    model.off("change:state", show);
    outbox.close();
    channel.close();
  };
}

export default { render };
