// What the dialog 「签发」 shows, one at a time: tabs over its body; arrows move among them.

import { fill, h } from "../common/dom.js";

export class Views {
  /**
   * @param views [{id, label, panel}], the first one shown at once.
   * @param chosen called with the id of the one that is shown from now on.
   */
  constructor(label, views, chosen) {
    this.views = views;
    this.chosen = chosen;
    this.tabs = views.map(({ id, label: words, panel }) => {
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", `nb-view-${id}`);
      return h("button", { type: "button", role: "tab", class: "nb-tab", id: `nb-view-${id}`, onclick: () => this.choose(id) }, words);
    });
    this.element = h("div", { class: "nb-tablist nb-views", role: "tablist", "aria-label": label, onkeydown: (event) => this.move(event) }, this.tabs);
    this.show(views[0].id);
  }

  move(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || event.isComposing) return;
    event.preventDefault();
    const at = this.views.findIndex(({ id }) => id === this.current);
    this.choose(this.views[(at + step + this.views.length) % this.views.length].id);
  }

  /** Show one, with the keyboard on its tab. */
  choose(id) {
    this.show(id);
    this.tabs.find((tab) => tab.id === `nb-view-${id}`).focus();
    this.chosen(id);
  }

  show(id) {
    this.current = id;
    this.views.forEach(({ id: own, panel }, number) => {
      panel.hidden = own !== id;
      this.tabs[number].setAttribute("aria-selected", String(own === id));
      this.tabs[number].tabIndex = own === id ? 0 : -1;
    });
  }
}

/** Replace what is in an element; the keyboard stays on what goes by the same `data-do`, or goes to `otherwise`. */
export function refill(element, otherwise, ...children) {
  const held = element.contains(document.activeElement) ? (document.activeElement.dataset.do ?? "") : null;
  fill(element, ...children);
  if (held === null) return;
  const same = held ? element.querySelector(`[data-do="${CSS.escape(held)}"]:not(:disabled)`) : null;
  (same ?? element.querySelector(otherwise) ?? element.querySelector("button:not(:disabled)"))?.focus();
}
