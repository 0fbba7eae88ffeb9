// The findings panel: grouped by how grave they are and by section, each a click away from its place.

import { arrange, Kept } from "./common/arrange.js";
import { Channel } from "./common/channel.js";
import { fill, h, keepKeys } from "./common/dom.js";
import { makeItem, updateItem } from "./findings/item.js";
import { showChanges } from "./findings/preview.js";

const GROUPS = [
  ["error", "必须修改"],
  ["warning", "请核实"],
  ["hint", "建议"],
  ["answered", "已作情况说明", "已说明"],
];
const ELSEWHERE = "单位、日期、台账等";
/** How long counts must stand still before they are read out, in milliseconds. */
const CALM = 1200;

const groupOf = (item) => (item.reason === null ? item.severity : "answered");

class Panel {
  constructor(model, el) {
    this.model = model;
    this.channel = new Channel(model);
    this.hidden = new Set();
    this.kept = new Kept((item) => makeItem(item, this), updateItem);
    this.build(el);
  }

  build(el) {
    keepKeys(el);
    el.classList.add("nb-findings-root");
    this.chips = GROUPS.map(([group, words, short]) =>
      h("button", { type: "button", class: `nb-finding-filter nb-finding-${group}`, "aria-pressed": "true", onclick: () => this.toggle(group) },
        h("span", {}, short ?? words), h("span", { class: "nb-finding-count" })));
    this.only = h("input", { type: "checkbox", onchange: () => this.show() });
    this.all = h("button", { type: "button", class: "nb-finding-act", onclick: () => this.preview() }, "全部安全改正");
    this.said = h("p", { class: "nb-findings-said", role: "alert" });
    this.changes = h("section", { class: "nb-fixes", "aria-label": "将作的改正", hidden: true });
    this.live = h("p", { class: "nb-findings-live", role: "status" });
    this.groups = GROUPS.map(([group, words]) => {
      const list = h("ul", { class: "nb-finding-list" });
      const title = h("h2", { class: `nb-finding-group-title nb-finding-${group}` }, words);
      return Object.assign(h("section", { class: "nb-finding-group", "aria-label": words }, title, list), { list, group });
    });
    this.none = h("p", { class: "nb-findings-none" });
    this.scroll = h("div", { class: "nb-findings-scroll", onkeydown: (event) => this.move(event), onfocusin: (event) => this.entered(event) },
      this.groups, this.none);
    el.append(
      h("div", { class: "nb-findings-panel" },
        h("div", { class: "nb-findings-bar" },
          h("div", { class: "nb-finding-filters", role: "group", "aria-label": "显示哪些" }, this.chips),
          h("div", { class: "nb-findings-tools" }, h("label", {}, this.only, "只看当前部分"), this.all)),
        this.said, this.changes, this.scroll, this.live),
    );
  }

  // --- what is shown ------------------------------------------------------------------------

  show() {
    const state = this.model.get("state");
    const counts = state.counts ?? {};
    GROUPS.forEach(([group], place) => {
      const chip = this.chips[place];
      chip.querySelector(".nb-finding-count").textContent = String(counts[group] ?? 0);
      chip.setAttribute("aria-pressed", String(!this.hidden.has(group)));
      chip.hidden = group === "answered" && !counts[group];
    });
    this.all.hidden = !state.fixes;
    this.all.textContent = `全部安全改正（${state.fixes} 处）`;
    this.list(state);
    this.readOut(counts, state.report);
  }

  list(state) {
    const wanted = state.list.filter((item) => !this.only.checked || item.section === state.current);
    const before = this.heads();
    const held = this.scroll.contains(document.activeElement) ? document.activeElement.closest("li") : null;
    const place = held ? before.indexOf(held.head) : -1;
    const elements = new Map(this.kept.of(state.list).map((element) => [element.item.key, element]));
    const labels = new Map(state.sections);
    for (const group of this.groups) {
      const own = this.hidden.has(group.group) ? [] : wanted.filter((item) => groupOf(item) === group.group);
      arrange(group.list, this.rows(group, own, elements, labels, state.sections));
      group.hidden = !own.length;
    }
    this.none.hidden = this.groups.some((group) => !group.hidden);
    this.none.textContent = !state.report ? "还没有打开底稿。" : state.list.length ? "这样筛选后没有要显示的。" : "没有校核问题。";
    this.rove();
    const heads = this.heads();
    // Where the finding that had the keyboard is gone, its neighbour gets it, not the page.
    if (held && !held.isConnected && heads.length) heads[Math.min(place, heads.length - 1)].focus();
  }

  /** The rows of a group: a line for each section, its findings below it. */
  rows(group, items, elements, labels, order) {
    group.titles ??= new Map();
    const places = [...order.map(([id]) => id), null];
    return places.flatMap((section) => {
      const own = items.filter((item) => item.section === section);
      if (!own.length) return [];
      const words = section === null ? ELSEWHERE : labels.get(section);
      if (!group.titles.has(words)) group.titles.set(words, h("li", { class: "nb-finding-section" }, h("h3", {}, words)));
      return [group.titles.get(words), ...own.map((item) => elements.get(item.key))];
    });
  }

  readOut(counts, report) {
    clearTimeout(this.timer);
    const words = GROUPS.filter(([group]) => counts[group]).map(([group, name]) => `${name} ${counts[group]} 处`);
    const text = !report ? "" : words.length ? `校核问题：${words.join("，")}` : "没有校核问题";
    this.timer = setTimeout(() => {
      if (this.live.textContent !== text) this.live.textContent = text;
    }, CALM);
  }

  // --- keyboard -----------------------------------------------------------------------------

  heads() {
    return [...this.scroll.querySelectorAll(".nb-finding-head")];
  }

  /** One finding takes the Tab key, with its buttons; arrows go to the others. */
  rove() {
    const heads = this.heads();
    const active = heads.find((head) => head === this.active) ?? heads[0];
    for (const head of heads) {
      const index = head === active ? "0" : "-1";
      head.tabIndex = Number(index);
      for (const button of head.parentElement.actions.children) button.tabIndex = Number(index);
    }
  }

  entered(event) {
    const item = event.target.closest?.(".nb-finding-item");
    if (!item || item.head === this.active) return;
    this.active = item.head;
    this.rove();
  }

  move(event) {
    if (event.isComposing || event.target.tagName === "TEXTAREA") return;
    const heads = this.heads();
    const at = heads.indexOf(event.target.closest(".nb-finding-item")?.head);
    const next = { ArrowDown: heads[at + 1], ArrowUp: heads[at - 1], Home: heads[0], End: heads[heads.length - 1] }[event.key];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  // --- what a click does --------------------------------------------------------------------

  async ask(what, data) {
    this.said.textContent = "";
    try {
      return { answer: await this.channel.ask(what, data) };
    } catch (error) {
      this.said.textContent = error.message;
      return null;
    }
  }

  go(key) {
    return this.ask("go", { key });
  }

  fix(key) {
    return this.ask("fix", { key });
  }

  withdraw(key) {
    return this.ask("withdraw", { key });
  }

  async answer(key, reason) {
    return Boolean(await this.ask("answer", { key, reason }));
  }

  async explain(code) {
    return (await this.ask("explain", { code }))?.answer;
  }

  toggle(group) {
    if (!this.hidden.delete(group)) this.hidden.add(group);
    this.show();
  }

  async preview() {
    const found = (await this.ask("fixes"))?.answer;
    if (!found) return;
    const close = () => {
      this.changes.hidden = true;
      fill(this.changes);
      (this.all.hidden ? this.chips[0] : this.all).focus();
    };
    const confirm = async () => {
      const done = await this.ask("fix_all", { of: found.of });
      if (!done) return;
      if (done.answer) return close();
      await this.preview();
      this.said.textContent = "报告刚才又改过，请再看一遍将作的改正。";
    };
    showChanges(this.changes, found.changes, confirm, close);
  }

  close() {
    clearTimeout(this.timer);
    this.channel.close();
  }
}

function render({ model, el }) {
  const panel = new Panel(model, el);
  const show = () => panel.show();
  model.on("change:state", show);
  show();
  return () => {
    model.off("change:state", show);
    panel.close();
  };
}

export default { render };
