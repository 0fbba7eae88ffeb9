// The desk's frame: its panes with their landmarks, F6 between them, skip links, help, light and dark.

import { whenAttached } from "./common/attached.js";
import { h, keepKeys } from "./common/dom.js";
import { onShow, show } from "./common/show.js";
import { showHelp } from "./common/help.js";
import { followSystem } from "./common/system_theme.js";

const PANES = [
  { name: "top", label: "年报和工具" },
  { name: "sections", label: "各部分" },
  { name: "editor", label: "编写" },
  { name: "side", label: "校核、预览和生成" },
  { name: "county", label: "县级工作" },
];

const FOCUSABLE = "button:not(:disabled):not([tabindex='-1']), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [contenteditable='true'], [tabindex='0']";

/** Widths of the desk, in CSS pixels, below which its columns are narrower, two, and one. */
const CLOSE = 1000;
const MEDIUM = 880;
const NARROW = 600;

class Frame {
  constructor(el) {
    this.el = el;
    this.last = new Map();
    this.chosen = new Set();
  }

  get desk() {
    return this.el.closest(".nb-desk");
  }

  pane(name) {
    return this.desk?.querySelector(`.nb-pane-${name}`);
  }

  /** Name the panes for screen readers. */
  name() {
    // A page of Lab's has its own main landmark.
    const main = document.querySelector("main, [role=main]") === null;
    for (const { name, label } of PANES) {
      const pane = this.pane(name);
      if (!pane) continue;
      pane.setAttribute("role", name === "editor" && main ? "main" : "region");
      pane.setAttribute("aria-label", label);
    }
  }

  /** Give the desk the height that is there, and as many columns as have room. */
  fit() {
    const { desk } = this;
    if (!desk) return;
    const room = desk.closest(".jp-WindowedPanel-outer, .jp-Notebook")?.clientHeight ?? window.innerHeight;
    const isLab = desk.closest(".jp-NotebookPanel") !== null;
    desk.style.height = isLab ? `${Math.max(420, room - 32)}px` : "100vh";
    const width = desk.clientWidth;
    desk.classList.toggle("nb-close", width < CLOSE);
    desk.classList.toggle("nb-medium", width < MEDIUM && width >= NARROW);
    desk.classList.toggle("nb-narrow", width < NARROW);
    for (const name of ["sections", "side"]) {
      if (this.chosen.has(name)) continue;
      const open = name === "side" ? width >= MEDIUM : width >= NARROW;
      desk.classList.toggle(`nb-no-${name}`, !open);
    }
  }

  /** Open or close a pane; what the clerk chose holds whatever the width. */
  set(name, open) {
    this.desk.classList.toggle(`nb-no-${name}`, !open);
    this.chosen.add(name);
    if (!open && this.pane(name)?.contains(document.activeElement)) this.enter("editor");
  }

  toggle(name) {
    this.set(name, this.desk.classList.contains(`nb-no-${name}`));
  }

  /** Put the keyboard into a pane: where it was there last, else on its first control. */
  enter(name) {
    const pane = this.pane(name);
    if (!pane) return false;
    if (this.desk.classList.contains(`nb-no-${name}`)) this.set(name, true);
    const last = this.last.get(name);
    const stops = [...pane.querySelectorAll(FOCUSABLE)].filter((stop) => stop.offsetParent !== null);
    const chosen = name === "editor" ? stops.find((stop) => !stop.closest("[role=tablist]")) : pane.querySelector("[aria-current=true]");
    const target = last?.isConnected && last.offsetParent !== null ? last : (chosen ?? stops[0]);
    target?.focus();
    return Boolean(target);
  }

  step(by) {
    const here = PANES.findIndex(({ name }) => this.pane(name)?.contains(document.activeElement));
    for (let away = 1; away <= PANES.length; away++) {
      const at = (here + by * away + PANES.length * 2) % PANES.length;
      const { name } = PANES[at];
      if (!this.desk.classList.contains(`nb-no-${name}`) && this.enter(name)) return;
    }
  }

  note(event) {
    for (const { name } of PANES) if (this.pane(name)?.contains(event.target)) this.last.set(name, event.target);
  }
}

/** The keys of the whole desk; `event` comes from inside it, or from anywhere in a page that is the desk's own. */
function onKey(frame, event) {
  if (event.isComposing || event.defaultPrevented) return;
  const inside = event.target instanceof Element && event.target.closest(".nb-desk");
  const own = document.body.dataset.voila && !(event.target instanceof Element && event.target.closest(".nb-cover"));
  if (!inside && !own) return;
  // The text has its own use for some of them.
  if (event.target instanceof Element && event.target.closest(`[data-keys~="${event.key}"]`)) return;
  const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
  const alt = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  const acts = {
    F6: plain && (() => frame.step(event.shiftKey ? -1 : 1)),
    F1: plain && (() => show("help")),
    F8: plain && (() => show("findings", { focus: true })),
    F9: plain && (() => show("preview", { focus: true })),
    1: alt && (() => frame.enter("sections")),
    2: alt && (() => frame.enter("editor")),
    3: alt && (() => frame.enter("side")),
    o: alt && (() => show("reports")),
  };
  const act = acts[event.key];
  if (typeof act !== "function") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}

function skipLinks(frame) {
  const link = (name, words) => h("button", { class: "nb-skip", onclick: () => frame.enter(name) }, words);
  return h("div", { class: "nb-skips" }, link("editor", "跳到编写"), link("side", "跳到校核问题"));
}

function render({ model, el }) {
  keepKeys(el);
  const frame = new Frame(el);
  el.append(skipLinks(frame));
  const key = (event) => onKey(frame, event);
  const note = (event) => frame.note(event);
  const fit = () => frame.fit();
  const open = () => frame.desk?.classList.toggle("nb-empty", !model.get("state").open);
  const atCounty = (at) => {
    const { desk } = frame;
    if (!desk || !model.get("state").county) return;
    const there = desk.classList.toggle("nb-at-county", at ?? !desk.classList.contains("nb-at-county"));
    if (at === undefined) frame.enter(there ? "county" : "editor");
  };
  const sizes = new ResizeObserver(() => requestAnimationFrame(fit));
  const callOff = whenAttached(el, () => {
    frame.name();
    fit();
    open();
    // Whoever has a county's roster and no report open is here for the county.
    if (!model.get("state").open) atCounty(true);
    const { desk } = frame;
    if (!desk) return;
    if (desk.closest(".jp-NotebookPanel")) setTimeout(() => desk.scrollIntoView({ block: "nearest" }), 100);
    desk.addEventListener("focusin", note);
    // Over the editor of a narrow desk the list has done its work once a section is chosen.
    desk.addEventListener("click", ({ target }) => {
      if (desk.classList.contains("nb-narrow") && frame.pane("sections")?.contains(target)) frame.set("sections", false);
    });
    sizes.observe(desk);
    const outer = desk.closest(".jp-WindowedPanel-outer, .jp-Notebook");
    if (outer) sizes.observe(outer);
  });
  model.on("change:state", open);
  window.addEventListener("keydown", key, true);
  window.addEventListener("resize", fit);
  const ends = [
    followSystem(),
    callOff,
    onShow("toggle-sections", () => frame.toggle("sections")),
    onShow("toggle-side", () => frame.toggle("side")),
    onShow("open-side", () => frame.desk?.classList.contains("nb-no-side") && frame.set("side", true)),
    onShow("open-editor", () => {}),
    onShow("county", ({ at }) => atCounty(at)),
    // With no report open the reports to choose from lie under the county's pages.
    onShow("reports", () => {
      if (model.get("state").open || !frame.desk?.classList.contains("nb-at-county")) return;
      atCounty(false);
      frame.desk.querySelector(".nb-welcome input")?.focus();
    }),
    onShow("help", showHelp),
  ];
  return () => {
    model.off("change:state", open);
    window.removeEventListener("keydown", key, true);
    window.removeEventListener("resize", fit);
    sizes.disconnect();
    ends.forEach((end) => end());
  };
}

export default { render };
