// 「选择年报」: the reports of the working folder, a new one, one from last year, one that is read in.

import { Channel } from "./common/channel.js";
import { complain, fillDialog, openDialog } from "./common/dialog.js";
import { fill, h, keepKeys } from "./common/dom.js";
import { onShow, show } from "./common/show.js";

const PATIENCE = 30000;

/** Files asked about at once; the list is there before all are read. */
const BATCH = 8;

function mark(facts) {
  if (facts.why) return h("span", { class: "nb-report-why" }, `打不开：${facts.why}`);
  const done = facts.written === facts.sections ? "各部分都有内容" : facts.written ? `写了 ${facts.written} / ${facts.sections} 部分` : "还没写";
  return h("span", { class: "nb-quiet" }, done, facts.journal ? "；有没存上的修改" : "");
}

class Reports {
  constructor(model, channel, onopened) {
    this.model = model;
    this.channel = channel;
    this.onopened = onopened;
    this.rows = new Map();
    this.list = h("ul", { class: "nb-reports", "aria-label": "年报底稿" });
    this.filter = h("input", { type: "search", placeholder: "找单位或年份", "aria-label": "找单位或年份", "data-first": "", oninput: () => this.narrow() });
    this.said = h("p", { class: "nb-reports-said", role: "status" });
    const ways = h(
      "div",
      { class: "nb-ways" },
      this.filter,
      h("button", { onclick: () => show("start") }, "新建"),
      h("button", { onclick: () => show("import") }, "读入已公布的年报"),
    );
    this.element = h("div", { class: "nb-chooser" }, ways, this.said, this.list);
  }

  ask(what, data) {
    return this.channel.ask(what, data, PATIENCE);
  }

  async load() {
    try {
      const { paths, odd } = await this.ask("list");
      fill(this.said, paths.length ? odd.join("") : `「${this.model.get("state").folder}」里还没有年报底稿。请新建一份，或读入已公布的年报。`);
      this.rows = new Map(paths.map((path) => [path, h("li", { "data-path": path }, h("span", { class: "nb-quiet" }, path))]));
      fill(this.list, [...this.rows.values()]);
      for (let at = 0; at < paths.length; at += BATCH) {
        for (const facts of await this.ask("marks", { paths: paths.slice(at, at + BATCH) })) this.show(facts);
        this.narrow();
      }
      this.sort();
    } catch (error) {
      fill(this.said, error.message);
    }
  }

  show(facts) {
    const row = this.rows.get(facts.path);
    row.facts = facts;
    const name = facts.unit ? `${facts.unit}　${facts.year} 年` : facts.path;
    const current = this.model.get("state").open === facts.path;
    const open = h(
      "button",
      { class: "nb-report-row", disabled: Boolean(facts.why), "aria-current": current ? "true" : null, onclick: () => this.open(facts.path) },
      h("span", { class: "nb-report-of" }, name, current ? h("span", { class: "nb-quiet" }, "（已打开）") : null),
      mark(facts),
    );
    const next = facts.why ? null : h("button", { class: "nb-plain", onclick: () => show("start", { from: facts }) }, `开始 ${facts.year + 1} 年`);
    fill(row, open, next);
  }

  /** Newest year first, units in their order within it; what can't be read last. */
  sort() {
    const order = (row) => [-(row.facts?.year ?? 0), row.facts?.unit ?? row.dataset.path];
    const compare = (one, other) => {
      const [a, b] = [order(one), order(other)];
      return a[0] - b[0] || a[1].localeCompare(b[1], "zh");
    };
    const held = document.activeElement;
    this.list.append(...[...this.rows.values()].sort(compare));
    if (this.list.contains(held)) held.focus();
  }

  narrow() {
    const words = this.filter.value.trim();
    for (const [path, row] of this.rows) {
      const text = `${path} ${row.facts?.unit ?? ""} ${row.facts?.year ?? ""}`;
      row.hidden = !words.split(/\s+/).every((word) => text.includes(word));
    }
  }

  async open(path) {
    try {
      await this.ask("open", { path });
      this.onopened();
    } catch (error) {
      fill(this.said, error.message);
    }
  }
}

/** The form of a new report, empty or after another one. */
class Start {
  constructor(model, channel, from, done) {
    const state = model.get("state");
    this.channel = channel;
    this.from = from;
    this.done = done;
    this.dialog = openDialog(from ? `从 ${from.unit} ${from.year} 年开始下一年` : "新建年报");
    this.unit = h("input", { id: "nb-start-unit", "data-first": "", value: from?.unit ?? "", maxlength: "40", autocomplete: "off", onchange: () => this.guess() });
    this.year = h("input", { id: "nb-start-year", type: "number", min: String(state.years[0]), max: String(state.years[1]), value: String(from ? from.year + 1 : state.year) });
    this.parent = h("input", { id: "nb-start-parent", value: from?.parent ?? "", autocomplete: "off" });
    this.level = h("select", { id: "nb-start-level" }, [["", "按名称判断"], ...state.levels].map(([value, words]) => h("option", { value, selected: value === (from?.level ?? "") }, words)));
    const row = (label, input, said) => h("div", { class: "nb-field" }, h("label", { for: input.id }, label), input, said ? h("span", { class: "nb-field-said nb-quiet" }, said) : null);
    const go = h("button", { class: "nb-main", onclick: () => this.start() }, "新建并打开");
    const said = from
      ? "单位和署名带过来，上年结转取自上年的结转下年度，上年的正文附作参考。"
      : "会按年份和单位选好规定的格式。";
    fillDialog(
      this.dialog,
      h(
        "div",
        {},
        h("p", { class: "nb-quiet" }, said),
        row("单位", this.unit, "中文简称，如 云溪镇、县教育局"),
        row("年份", this.year, "报告哪一年的工作"),
        row("上级地区", this.parent, "如 示例县；没有就空着"),
        row("单位类别", this.level),
      ),
      [h("button", { onclick: () => this.dialog.close() }, "不建了"), go],
    );
    this.dialog.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input") && !event.isComposing) this.start();
    });
  }

  async guess() {
    if (this.level.value || !this.unit.value.trim()) return;
    const level = await this.channel.ask("level", { unit: this.unit.value }).catch(() => "");
    const words = [...this.level.options].find((option) => option.value === level)?.textContent;
    if (words) this.level.options[0].textContent = `按名称判断：${words}`;
  }

  async start() {
    if (this.busy) return;
    this.busy = true;
    const asked = { unit: this.unit.value, year: Number(this.year.value), parent: this.parent.value, level: this.level.value, from: this.from?.path };
    try {
      const { path, missing } = await this.channel.ask("start", asked, PATIENCE);
      this.tell(path, missing);
      this.done();
    } catch (error) {
      this.busy = false;
      complain(this.dialog, error);
    }
  }

  tell(path, missing) {
    this.dialog.box.querySelector(".nb-complaint")?.remove();
    fillDialog(
      this.dialog,
      [
        h("p", {}, `已新建「${path}」，并已打开。`),
        missing.length ? [h("h3", {}, "还要填写"), h("ul", { class: "nb-missing" }, missing.map((words) => h("li", {}, words)))] : null,
      ],
      [
        h("button", { onclick: () => (this.dialog.close(), show("basics")) }, "填基本信息"),
        h("button", { class: "nb-main", onclick: () => this.dialog.close() }, "开始写"),
      ],
    );
  }
}

function render({ model, el }) {
  keepKeys(el);
  const channel = new Channel(model);
  const welcome = h("div", { class: "nb-welcome-page" });
  el.append(welcome);
  let dialog = null;
  let shown = null;
  const close = () => dialog?.close();
  const inPlace = () => {
    const { open } = model.get("state");
    if (open !== null) {
      shown = null;
      fill(welcome);
    } else if (!shown) {
      shown = new Reports(model, channel, () => {});
      fill(welcome, h("h2", {}, "选择年报"), shown.element);
      shown.load();
    }
  };
  const choose = () => {
    if (model.get("state").open === null) return shown?.filter.focus();
    if (dialog) return;
    dialog = openDialog("选择年报", {
      onclose: () => {
        dialog = null;
      },
    });
    const reports = new Reports(model, channel, close);
    fillDialog(dialog, reports.element);
    reports.load();
  };
  const start = ({ from }) => {
    close();
    new Start(model, channel, from, () => {});
  };
  const update = () => inPlace();
  model.on("change:state", update);
  const ends = [onShow("reports", choose), onShow("start", start), onShow("import", close)];
  update();
  return () => {
    model.off("change:state", update);
    ends.forEach((end) => end());
    close();
    channel.close();
  };
}

export default { render };
