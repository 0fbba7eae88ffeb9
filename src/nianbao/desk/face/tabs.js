// Tabs over a pane: arrows move among them; the panels are the pane's own boxes, `nb-panel-<id>`.

import { whenAttached } from "./common/attached.js";
import { fill, h, keepKeys } from "./common/dom.js";
import { onShow, show } from "./common/show.js";

let count = 0;

class Bar {
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.id = `nb-tabs-${++count}`;
    this.asked = null;
    this.current = null;
    this.list = h("div", { class: "nb-tablist", role: "tablist", onkeydown: (event) => this.move(event) });
    this.bar = h("div", { class: "nb-tabbar" }, this.list);
    el.append(this.bar);
  }

  get pane() {
    return this.el.closest(".nb-pane");
  }

  panel(id) {
    return this.pane?.querySelector(`.nb-panel-${id}`);
  }

  button({ id, label }) {
    const chosen = id === this.current;
    return h(
      "button",
      {
        role: "tab",
        id: `${this.id}-${id}`,
        class: "nb-tab",
        "aria-selected": String(chosen),
        tabindex: chosen ? "0" : "-1",
        "data-tab": id,
        onclick: () => this.choose(id),
      },
      label,
    );
  }

  move(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || event.isComposing) return;
    const { tabs } = this.model.get("state");
    const at = tabs.findIndex((tab) => tab.id === this.current);
    event.preventDefault();
    this.choose(tabs[(at + step + tabs.length) % tabs.length].id);
    this.list.querySelector("[aria-selected=true]")?.focus();
  }

  choose(id) {
    this.current = id;
    this.draw();
  }

  /** Show the chosen panel, hide the others. */
  draw() {
    const { tabs, label } = this.model.get("state");
    const names = tabs.map((tab) => tab.id);
    if (!names.includes(this.current)) this.current = names[0];
    const held = this.list.contains(document.activeElement);
    fill(this.list, tabs.length > 1 ? tabs.map((tab) => this.button(tab)) : []);
    this.bar.hidden = tabs.length < 2;
    this.list.setAttribute("aria-label", label);
    if (held) this.list.querySelector("[aria-selected=true]")?.focus();
    for (const panel of this.pane?.querySelectorAll(".nb-panel") ?? []) {
      const id = [...panel.classList].find((name) => name.startsWith("nb-panel-"))?.slice("nb-panel-".length);
      panel.classList.toggle("nb-hidden", id !== this.current);
      const tabbed = tabs.length > 1 && names.includes(id);
      if (tabbed) {
        panel.setAttribute("role", "tabpanel");
        panel.setAttribute("aria-labelledby", `${this.id}-${id}`);
      } else panel.removeAttribute("role");
      if (!tabbed) panel.removeAttribute("aria-labelledby");
    }
  }

  show() {
    const { wanted, asked } = this.model.get("state");
    if (asked !== this.asked) {
      this.asked = asked;
      this.current = wanted;
    }
    this.draw();
  }
}

function render({ model, el }) {
  keepKeys(el);
  const bar = new Bar(model, el);
  const update = () => bar.show();
  model.on("change:state", update);
  const { pane, tabs } = model.get("state");
  const ends = tabs.map(({ id }) =>
    onShow(id, ({ focus }) => {
      show(`open-${pane}`);
      bar.choose(id);
      if (focus) bar.list.querySelector("[aria-selected=true]")?.focus();
    }),
  );
  whenAttached(el, update);
  return () => {
    model.off("change:state", update);
    ends.forEach((end) => end());
  };
}

export default { render };
