// 「读入已公布的年报」: choose or drop a file, see what was understood beside its text, correct, save. A Word file
// of ours that a colleague edited is reviewed instead, and taken back part by part.

import { Channel } from "./common/channel.js";
import { complain, fillDialog, openDialog } from "./common/dialog.js";
import { fill, h, keepKeys } from "./common/dom.js";
import { onShow, show } from "./common/show.js";
import { readUpload, upload } from "./common/upload.js";
import { reviewView } from "./importing/review.js";

const PARTS = [
  ["heading", "标题"],
  ["section", "正文"],
  ["table", "表格"],
  ["unplaced", "没归类"],
  ["chrome", "网页附带的"],
];

const TITLE = "读入已公布的年报";

const KINDS = ".txt,.html,.htm,.docx,.pdf,.xlsx";

function source(report) {
  const line = ({ n, page, runs }, at, all) => [
    page && page !== all[at - 1]?.page ? h("div", { class: "nb-page" }, `第 ${page} 页`) : null,
    h("div", { class: "nb-line", "data-line": String(n) }, runs.map(([text, part]) => h("span", { class: part ? `nb-run nb-run-${part}` : null }, text.replace(/\t/g, "　")))),
  ];
  const left = report.left_out ? h("p", {}, `后面还有 ${report.left_out} 行，没有列出。`) : null;
  const legend = h("p", { class: "nb-legend" }, PARTS.map(([part, words]) => h("span", { class: `nb-run nb-run-${part}` }, words)));
  const text = h("div", { class: "nb-source-text", tabindex: "0", role: "region", "aria-label": "原文" }, report.lines.map(line), left);
  return h("div", { class: "nb-source" }, h("h3", {}, "原文"), legend, text);
}

/** A list of things with places in the source; nothing where there is none. */
function list(title, items, row, open = true) {
  if (!items.length) return null;
  return h("details", { open }, h("summary", {}, `${title}（${items.length}）`), h("ul", { class: "nb-understood" }, items.map((one) => h("li", {}, row(one)))));
}

class Import {
  constructor(model) {
    this.model = model;
    this.channel = new Channel(model);
    this.dialog = null;
  }

  ask(what, data) {
    return this.channel.ask(what, data, 60000);
  }

  open() {
    if (this.dialog) return;
    this.dialog = openDialog(TITLE, {
      wide: true,
      onclose: () => {
        this.dialog = null;
      },
    });
    this.choose();
  }

  // --- the file ----------------------------------------------------------------------------

  choose() {
    const { megabytes } = this.model.get("state");
    const input = h("input", { type: "file", accept: KINDS, class: "nb-unseen", tabindex: "-1", "aria-hidden": "true", onchange: () => this.take(input.files[0]) });
    const button = h("button", { class: "nb-main", "data-first": "", onclick: () => input.click() }, "选文件");
    this.progress = h("p", { class: "nb-quiet", role: "status" }, `Word（docx）、PDF、网页（html）、文字（txt）、表格（xlsx），不超过 ${megabytes} MB。doc、wps 文件请先在 WPS 中另存为 docx。从本台生成、同事改过的 Word 年报，也从这里带回。`);
    const place = h("div", { class: "nb-drop" }, h("p", {}, "把文件拖到这里，或者"), button, input, this.progress);
    const over = (event, on) => {
      event.preventDefault();
      place.classList.toggle("nb-over", on);
    };
    place.addEventListener("dragover", (event) => over(event, true));
    place.addEventListener("dragleave", (event) => over(event, false));
    place.addEventListener("drop", (event) => {
      over(event, false);
      event.stopPropagation();
      this.take(event.dataTransfer.files[0]);
    });
    fillDialog(this.dialog, place);
    this.called(TITLE);
  }

  async take(file) {
    if (!file) return;
    this.dialog.box.querySelector(".nb-complaint")?.remove();
    try {
      await upload(this.channel, file, (part) => fill(this.progress, `正在传「${file.name}」：${Math.round(part * 100)}%`));
      await this.read({});
    } catch (error) {
      this.wrong(error);
    }
  }

  wrong(error) {
    if (!this.dialog) return;
    complain(this.dialog, error);
    fill(this.progress, "请另选一个文件。");
  }

  async read(corrected) {
    fill(this.progress, "正在读……");
    const report = await readUpload(this.channel, corrected, () => this.dialog);
    this.wasIn = document.activeElement?.id;
    if (!this.dialog || !report) return;
    if (report.returning) this.review(report.returning);
    else this.show(report);
  }

  // --- a Word file of ours that comes back ---------------------------------------------------

  review(found) {
    const view = reviewView(found);
    const same = !found.parts.length && !found.notices.length && !found.comments.length;
    const words = same
      ? `「${found.name}」是从底稿「${found.path}」生成的，没有改动。`
      : `「${found.name}」是从底稿「${found.path}」生成的，改动 ${found.changes} 处。逐部分看过、选好以后才写进底稿，没有改的地方不动。`;
    this.progress = h("p", { class: "nb-quiet nb-grow", role: "status" });
    const anew = () => this.read({ anew: true }).catch((error) => this.wrong(error));
    const take = view.takable ? h("button", { class: "nb-main", onclick: (event) => this.takeBack(event, view) }, "按选择带回底稿") : null;
    fillDialog(
      this.dialog,
      [h("p", {}, words), view.element],
      [this.progress, h("button", { onclick: () => this.choose() }, "另选文件"), h("button", { onclick: anew }, "当作别的年报读入"), take],
    );
    this.dialog.body.scrollTop = 0;
    this.called("带回 Word 里的修改");
  }

  called(title) {
    this.dialog.box.querySelector("h2").textContent = title;
  }

  async takeBack(event, view) {
    this.dialog.box.querySelector(".nb-complaint")?.remove();
    const choices = view.choices();
    if (!choices) {
      complain(this.dialog, new Error("还有没选的，请逐处选一个。"));
      view.missing()?.focus();
      return;
    }
    event.target.disabled = true;
    try {
      const taken = await this.ask("take", { choices, literal: view.literal() });
      this.dialog?.close();
      show("say", { words: taken ? `已带回 ${taken} 个部分，请核对；不合适可以撤销。` : "没有带回什么，底稿没有动。" });
    } catch (error) {
      event.target.disabled = false;
      if (this.dialog) complain(this.dialog, error);
    }
  }

  // --- what was understood -----------------------------------------------------------------

  show(report) {
    this.called(TITLE);
    const { templates, years } = this.model.get("state");
    const options = templates.map(([name, words]) => h("option", { value: name, selected: name === report.template }, words));
    this.template = h("select", { id: "nb-import-template", onchange: () => this.again() }, options);
    this.year = h("input", { id: "nb-import-year", type: "number", min: String(years[0]), max: String(years[1]), value: report.year ?? "", "data-first": "", onchange: () => this.again() });
    this.unit = h("input", { id: "nb-import-unit", value: report.unit, autocomplete: "off" });
    const row = (label, input) => h("div", { class: "nb-field" }, h("label", { for: input.id }, label), input);
    const form = h("div", { class: "nb-import-form" }, row("单位", this.unit), row("年份", this.year), row("格式", this.template));
    const body = h("div", { class: "nb-import" }, source(report), h("div", { class: "nb-found" }, form, this.found(report)));
    this.progress = h("p", { class: "nb-quiet nb-grow", role: "status" }, report.taken ? `「${report.taken}」已经有了，不会覆盖：可以改年份或单位，或者另存一份。` : `读自「${report.name}」。`);
    fillDialog(this.dialog, body, [
      this.progress,
      h("button", { onclick: () => this.choose() }, "另选文件"),
      report.taken ? h("button", { onclick: () => this.save(true) }, "另存一份") : null,
      h("button", { class: "nb-main", onclick: () => this.save(false) }, "存成底稿并打开"),
    ]);
  }

  found(report) {
    const jump = (words, line) => (line === null || line === undefined ? words : h("button", { class: "nb-plain nb-jump", onclick: () => this.jump(line) }, words));
    const section = (one) =>
      one.missing
        ? h("span", { class: "nb-wrong" }, `${one.label}：原文里没有找到`)
        : [
            jump(one.label, one.line),
            h("span", { class: "nb-quiet" }, one.characters ? `　${one.characters} 字　` : "　"),
            one.sure ? h("span", { class: one.low ? "nb-wrong" : "nb-quiet" }, `${one.sure}${one.heading && one.heading !== one.label ? `，原标题「${one.heading}」` : ""}`) : null,
            one.moved.length ? h("span", { class: "nb-wrong" }, `　并入：${one.moved.join("、")}`) : null,
          ];
    const cell = (one) => [jump(one.name, one.line), h("span", { class: one.out ? "nb-wrong" : "nb-quiet" }, one.out ? `没有读入（原文「${one.raw}」）：${one.why}` : `${one.value}（原文「${one.raw}」，${one.sure}）${one.why}`)];
    const run = (one) => [jump(one.text, one.line), h("span", { class: "nb-quiet" }, one.why)];
    const tables = report.tables.filter((one) => one.cells).map((one) => `${one.name} ${one.cells} 格`);
    return [
      h("p", {}, tables.length ? `表格：${tables.join("，")}。` : "没有读到表格里的数字。"),
      list("请先核对", report.doubtful, (one) => jump(one.words, one.line)),
      list("各部分", report.sections, section),
      list("没有把握或没有读入的单元格", report.cells, cell),
      list("没归类的内容，会留在底稿的「待归类内容」里", report.unplaced, run),
      list("网页附带的内容，不进底稿", report.chrome, run, false),
    ];
  }

  jump(line) {
    const target = this.dialog.body.querySelector(`[data-line="${line}"]`);
    if (!target) return;
    for (const other of this.dialog.body.querySelectorAll(".nb-here")) other.classList.remove("nb-here");
    target.classList.add("nb-here");
    target.scrollIntoView({ block: "center" });
  }

  /** Read the file again with another year or format. */
  async again() {
    const corrected = { template: this.template.value, year: Number(this.year.value) || null };
    const { unit } = this;
    try {
      await this.read(corrected);
      // What was typed meanwhile, and the keyboard, stay where they were.
      if (!this.dialog || unit === this.unit) return;
      if (unit.value !== unit.defaultValue) this.unit.value = unit.value;
      if (this.wasIn === unit.id) this.unit.focus();
    } catch (error) {
      this.wrong(error);
    }
  }

  async save(another) {
    this.dialog.box.querySelector(".nb-complaint")?.remove();
    try {
      const { path } = await this.ask("save", { unit: this.unit.value, another });
      this.dialog?.close();
      show("say", { words: `已存成「${path}」，请逐处核对。` });
    } catch (error) {
      if (this.dialog) complain(this.dialog, error);
    }
  }
}

function render({ model, el }) {
  keepKeys(el);
  const panel = new Import(model);
  const end = onShow("import", () => panel.open());
  return () => {
    end();
    panel.channel.close();
    panel.dialog?.close();
  };
}

export default { render };
