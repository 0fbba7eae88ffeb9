// The preview: the page as it will be built, or the sheets of its PDF.

import { Channel } from "./common/channel.js";
import { h, keepKeys } from "./common/dom.js";
import { Page } from "./pages/page.js";
import { Sheets } from "./pages/sheets.js";

/** A page of a hundred kilobytes may take a busy kernel a while, in milliseconds. */
const PATIENCE = 15000;

class Pane {
  constructor(model, el) {
    this.model = model;
    this.channel = new Channel(model);
    this.view = Math.random().toString(36).slice(2);
    this.page = new Page((place) => this.go(place));
    this.sheets = new Sheets(() => this.set(), (number) => this.channel.ask("sheet", { number }, PATIENCE));
    this.build(el);
    this.watcher = new IntersectionObserver(([entry]) => this.watch(entry.isIntersecting));
    this.watcher.observe(this.root);
  }

  build(el) {
    keepKeys(el);
    el.classList.add("nb-preview-root");
    const tab = (mode, words) =>
      h("button", { type: "button", class: "nb-preview-act", "data-mode": mode, onclick: () => this.choose(mode) }, words);
    this.tabs = [tab("page", "网页"), tab("sheets", "PDF 版面")];
    this.draft = h("p", { class: "nb-preview-note nb-preview-draft" }, "还有必须修改的问题，现在只能生成初稿，每页印「初稿」。");
    this.notBuilt = h("p", { class: "nb-preview-note nb-preview-not-built" });
    this.signed = h("p", { class: "nb-preview-note" });
    this.clean = h("input", { type: "checkbox", onchange: () => this.toFinal(this.clean.checked) });
    this.final = h("label", { class: "nb-preview-final" }, this.clean, "看正式稿");
    this.left = h("p", { class: "nb-preview-note" });
    this.problem = h("p", { class: "nb-preview-note nb-preview-trouble", role: "alert" });
    this.none = h("p", { class: "nb-preview-none" }, "还没有打开底稿。");
    this.root = h("div", { class: "nb-preview" },
      h("div", { class: "nb-preview-bar", role: "group", "aria-label": "预览哪一种" }, this.tabs, this.final),
      this.problem, this.draft, this.notBuilt, this.signed, this.left, this.none, this.page.frame, this.sheets.element);
    el.append(this.root);
    this.mode = "page";
  }

  choose(mode) {
    this.mode = mode;
    this.show();
    if (mode === "sheets" && this.model.get("state").sheets.status === "none") this.set();
  }

  ask(what, data = {}) {
    return this.channel.ask(what, data).catch((error) => this.say(error.message));
  }

  async toFinal(on) {
    await this.ask("final", { on });
    if (this.mode === "sheets") await this.set();
  }

  async set() {
    await this.ask("sheets");
  }

  say(words) {
    this.problem.textContent = words;
    this.problem.hidden = !words;
  }

  go({ section, ...place }) {
    const asked = "table" in place ? ["cell", place] : ["section", { section }];
    if (asked[0] === "cell" || section) {
      // The clerk looks at this very place: the page is not to scroll away from it.
      this.still = true;
      this.channel.ask(...asked).catch(() => {}).then(() => setTimeout(() => { this.still = false; }, 300));
    }
  }

  watch(shown) {
    if (shown === this.shown) return;
    this.shown = shown;
    this.channel.ask("watch", { view: this.view, shown }, 0).catch(() => {});
    if (shown) this.show();
  }

  show() {
    const state = this.model.get("state");
    const open = Boolean(state.report);
    for (const tab of this.tabs) {
      tab.setAttribute("aria-pressed", String(tab.dataset.mode === this.mode));
      tab.disabled = !open;
    }
    this.none.hidden = open;
    this.page.frame.hidden = !open || this.mode !== "page";
    this.sheets.element.hidden = !open || this.mode !== "sheets";
    this.draft.hidden = !open || !state.draft;
    this.notBuilt.textContent = state.notBuilt ?? "";
    this.notBuilt.hidden = !open || !state.notBuilt;
    this.signed.textContent = state.final && state.approved ? "发布用的正式稿，不印稿名。" : state.signed;
    this.signed.hidden = !open || !state.signed;
    this.final.hidden = !open || !state.approved;
    this.clean.checked = state.final;
    this.left.textContent = state.leftOut ?? "";
    this.left.hidden = !open || !state.leftOut;
    this.say(state.problem ?? "");
    this.sheets.show(state.sheets);
    if (open && this.shown && this.mode === "page") this.fetch(state);
    if (state.section !== this.page.section && !this.still) this.page.scrollTo(state.section);
    this.page.section = state.section;
  }

  /** Fetch the page when it is another; what changes meanwhile is fetched after it. */
  async fetch(state) {
    if (!state.page || state.page === this.known || this.fetching) return;
    this.fetching = true;
    try {
      const { page, html } = await this.channel.ask("page", {}, PATIENCE);
      this.known = page;
      if (page) this.page.show(html, state.report, state.section);
      this.root.dataset.page = page;
    } catch (error) {
      this.say(error.message);
      return;
    } finally {
      this.fetching = false;
    }
    this.show();
  }

  close() {
    this.watcher.disconnect();
    if (this.shown) this.model.send({ do: "watch", view: this.view, shown: false });
    this.sheets.close();
    this.channel.close();
  }
}

function render({ model, el }) {
  const pane = new Pane(model, el);
  const show = () => pane.show();
  model.on("change:state", show);
  show();
  return () => {
    model.off("change:state", show);
    pane.close();
  };
}

export default { render };
