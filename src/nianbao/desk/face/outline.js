// The list of sections. Arrows move, Enter goes into the section's editor.

import { Channel } from "./common/channel.js";
import { fill, h, keepKeys } from "./common/dom.js";

function item(section, current, choose) {
  const chosen = section.id === current;
  const count = section.findings ? `，${section.findings} 处待看` : "";
  return h(
    "li",
    {},
    h(
      "button",
      {
        class: `nb-section nb-mark-${section.mark}`,
        "aria-current": chosen ? "true" : null,
        tabindex: chosen ? "0" : "-1",
        "data-section": section.id,
        onclick: () => choose(section.id, false),
        onkeydown: (event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            choose(section.id, true);
          }
        },
      },
      h("span", { class: "nb-label" }, section.label),
      h("span", { class: "nb-mark" }, `${section.words}${count}`),
    ),
  );
}

function move(list, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const buttons = [...list.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  const next = event.key === "Home" ? buttons[0] : event.key === "End" ? buttons[buttons.length - 1] : buttons[at + step];
  if (!next || at < 0) return;
  event.preventDefault();
  next.focus();
  next.click();
}

function render({ model, el }) {
  const channel = new Channel(model);
  keepKeys(el);
  const list = h("ol", { class: "nb-outline", onkeydown: (event) => move(list, event) });
  el.append(h("nav", { "aria-label": "各部分" }, list));
  const choose = (section, focus) => channel.ask("choose", { section, focus }).catch(() => {});
  const show = () => {
    const { sections, current } = model.get("state");
    const held = list.contains(document.activeElement) ? document.activeElement.dataset.section : null;
    fill(list, sections.map((section) => item(section, current, choose)));
    if (held) list.querySelector(`[data-section="${CSS.escape(held)}"]`)?.focus();
  };
  model.on("change:state", show);
  show();
  return () => {
    model.off("change:state", show);
    channel.close();
  };
}

export default { render };
