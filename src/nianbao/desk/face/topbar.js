// The bar over the desk: the report, how safe it is, what can be taken back, and the way to all else.

import { Channel } from "./common/channel.js";
import { fill, h, keepKeys } from "./common/dom.js";
import { icon } from "./common/icons.js";
import { onShow, show } from "./common/show.js";
import { CHANGED, kept } from "./common/unacknowledged.js";

/** How long an edit may wait for the kernel before the clerk is told, in milliseconds. */
const LATE = 2000;

/** How long what was said by another widget stays, in milliseconds. */
const STAYS = 8000;

const HELP = "按 F1 看快捷键";

/** Count what the browser keeps of a file that the kernel should have acknowledged by now. */
function late(file) {
  const now = Date.now();
  return file ? kept(file).filter((entry) => now - entry.time > LATE).length : 0;
}

class Bar {
  constructor(model, el) {
    this.model = model;
    this.channel = new Channel(model);
    this.said = "";
    this.report = h("button", { class: "nb-report", "aria-haspopup": "dialog", onclick: () => show("reports") });
    this.save = h("button", { class: "nb-save nb-plain", "aria-haspopup": "dialog", onclick: () => show("history") });
    this.live = h("span", { class: "nb-unseen", role: "status" });
    this.heading = h("h1", { class: "nb-unseen" });
    this.undo = this.turn("undo", "撤销", "Ctrl+Z");
    this.redo = this.turn("redo", "重做", "Ctrl+Y");
    const way = (name, words, attributes = {}) => h("button", { onclick: () => show(name), ...attributes }, words);
    const dialog = { "aria-haspopup": "dialog" };
    this.ways = [
      h("span", { class: "nb-group" }, this.undo, this.redo),
      h("span", { class: "nb-group" }, way("basics", "基本信息", dialog), way("history", "历史", dialog)),
      h("span", { class: "nb-group" }, way("findings", "校核"), way("signing", "签发", { ...dialog, title: "签发登记：拟稿、核稿、保密审查、审核、签发" }), way("output", "生成", { class: "nb-main" })),
    ];
    this.county = way("county", "县级工作", { class: "nb-at-county-way", title: "名单、填报表、收件、审核、进度、汇总、发布核对" });
    const help = way("help", "快捷键", { class: "nb-plain", title: HELP, ...dialog });
    this.tools = h("div", { class: "nb-tools", role: "toolbar", "aria-label": "工具" }, this.ways, this.county, help);
    for (const group of this.ways) group.classList.add("nb-of-report");
    const fold = (name, sign, words) => h("button", { class: "nb-fold nb-plain nb-of-report", title: words, "aria-label": words, onclick: () => show(name) }, icon(sign));
    this.folds = [fold("toggle-sections", "list", "收起或打开各部分"), fold("toggle-side", "side", "收起或打开右栏")];
    el.append(h("div", { class: "nb-bar" }, this.heading, this.folds[0], this.report, this.save, this.live, this.tools, this.folds[1]));
  }

  turn(what, words, keys) {
    const button = h("button", { onclick: () => this.ask(what) }, words);
    button.dataset.keys = keys;
    return button;
  }

  async ask(what) {
    try {
      await this.channel.ask(what);
    } catch (error) {
      this.say(error.message);
    }
  }

  /** Show what another widget has to say, for a while. */
  say(words) {
    this.said = words;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.say(""), STAYS);
    this.showSaved();
  }

  showTurn(button, words, name) {
    button.disabled = !name;
    button.title = name ? `${words}：${name}（${button.dataset.keys}）` : `没有可${words}的`;
    button.setAttribute("aria-label", name ? `${words}：${name}` : words);
  }

  showSaved() {
    const { save, file } = this.model.get("state");
    const waiting = late(file);
    const words = this.said || (waiting ? `有 ${waiting} 处还没有交给后台` : save.words);
    const kind = waiting ? "failed" : save.kind;
    this.save.className = `nb-save nb-plain nb-save-${kind}`;
    this.save.title = save.said || "看保存过的各个版本";
    if (this.save.textContent !== words) fill(this.save, words);
    // What is typed is saved every few seconds; only what isn't as usual is read out.
    const spoken = this.said || !["waiting", "saved"].includes(kind) ? words : "";
    if (this.live.textContent !== spoken) fill(this.live, spoken);
  }

  show() {
    const state = this.model.get("state");
    const title = state.open ? `${state.unit}　${state.year} 年` : "选择年报";
    fill(this.report, h("span", { class: "nb-report-name" }, title), icon("down"));
    this.report.title = state.open ? `${state.template}：换一份年报、新建、读入` : "打开、新建或读入一份年报";
    fill(this.heading, state.open ? `编报台：${state.unit} ${state.year} 年` : "编报台");
    this.save.hidden = !state.open;
    this.county.hidden = !state.county;
    for (const group of [...this.ways, ...this.folds]) group.hidden = !state.open;
    this.showTurn(this.undo, "撤销", state.undo);
    this.showTurn(this.redo, "重做", state.redo);
    this.showSaved();
  }
}

function render({ model, el }) {
  keepKeys(el);
  const bar = new Bar(model, el);
  const update = () => bar.show();
  const recount = () => bar.showSaved();
  model.on("change:state", update);
  window.addEventListener(CHANGED, recount);
  const timer = setInterval(recount, 1000);
  const ends = [onShow("say", ({ words }) => bar.say(words)), onShow("undo", () => bar.ask("undo")), onShow("redo", () => bar.ask("redo"))];
  update();
  return () => {
    model.off("change:state", update);
    window.removeEventListener(CHANGED, recount);
    clearInterval(timer);
    ends.forEach((end) => end());
    bar.channel.close();
  };
}

export default { render };
