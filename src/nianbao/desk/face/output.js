// 校核 and 生成: buttons, progress, and the files to open or download.

import { Channel } from "./common/channel.js";
import { fill, h, keepKeys } from "./common/dom.js";
import { download, open } from "./common/files.js";
import { onShow, show as bring } from "./common/show.js";
import { showFigures } from "./output/figures.js";

/** Saving and checking on a slow disk, or sending a file of some megabytes, in milliseconds. */
const PATIENCE = 60_000;
/** What a browser shows by itself. */
const SHOWN = new Set(["html", "pdf", "publish"]);

class Output {
  constructor(model, el) {
    this.model = model;
    this.channel = new Channel(model);
    this.build(el);
  }

  build(el) {
    keepKeys(el);
    const button = (words, run, more = {}) => h("button", { type: "button", onclick: run, ...more }, words);
    this.check = button("校核", () => this.checkAll(), { title: "保存并校核全部内容" });
    this.make = button("生成", () => this.begin(false), { class: "nb-main", title: "保存并生成报告" });
    this.more = button("更多", () => this.unfold(), { "aria-expanded": "false" });
    this.buttons = [this.check, this.make, this.more];
    this.said = h("p", { class: "nb-out-said", role: "status" });
    this.trouble = h("p", { class: "nb-out-said nb-out-bad", role: "alert", hidden: true });
    this.clean = h("input", { type: "checkbox" });
    this.final = h("label", { class: "nb-out-final", hidden: true }, this.clean, "正式稿（发布用，不印稿名）");
    this.steps = h("div", { class: "nb-out-row" });
    this.files = h("ul", { class: "nb-out-files", "aria-label": "生成的文件" });
    this.state = h("p", { class: "nb-out-state nb-quiet" });
    this.warnings = h("ul", { class: "nb-out-warnings" });
    this.forms = h("fieldset", { class: "nb-out-forms" });
    this.choices = h("div", { class: "nb-out-more", hidden: true }, this.forms,
      h("div", { class: "nb-out-row" },
        button("下载校核清单", () => this.fetch("list", {}, download), { class: "nb-out-act" }),
        button("数据一览", () => this.showFigures(), { class: "nb-out-act" })));
    this.figures = h("section", { class: "nb-out-figures", "aria-label": "数据一览", hidden: true });
    el.append(h("div", { class: "nb-output" }, h("div", { class: "nb-out-row" }, this.buttons),
      this.final, this.choices, this.trouble, this.said, this.steps, this.state, this.files, this.warnings, this.figures));
  }

  // --- what is shown ------------------------------------------------------------------------

  show() {
    const state = this.model.get("state");
    for (const button of this.buttons) button.disabled = !state.report;
    this.make.disabled ||= state.busy;
    this.said.textContent = state.busy ? "正在生成，可以继续编辑……" : state.said ? `${state.said.words}` : "";
    this.said.className = `nb-out-said nb-out-${state.busy ? "info" : (state.said?.kind ?? "info")}`;
    this.said.hidden = !this.said.textContent;
    this.final.hidden = !state.approved;
    this.clean.checked &&= Boolean(state.approved);
    this.showSteps(state);
    this.showForms(state);
    this.showFiles(state);
  }

  showSteps(state) {
    const small = (name, words, run) => h("button", { type: "button", class: "nb-out-act", "data-do": name, onclick: run }, words);
    const held = this.steps.contains(document.activeElement) || (state.busy && document.activeElement === document.body);
    if (state.busy !== this.busy) this.since = Date.now();
    this.busy = state.busy;
    clearInterval(this.timer);
    if (state.busy) {
      const seconds = h("span", { class: "nb-quiet nb-out-seconds" });
      const tick = () => { seconds.textContent = `已用 ${Math.round((Date.now() - this.since) / 1000)} 秒`; };
      tick();
      this.timer = setInterval(tick, 1000);
      fill(this.steps, h("div", { class: "nb-working", role: "progressbar", "aria-label": "正在生成" }, h("span")), seconds,
        small("cancel", "取消", () => this.ask("cancel")));
    } else if (state.said?.kind === "blocked") {
      fill(this.steps, small("findings", "看校核问题", () => bring("findings", { focus: true })), small("draft", "生成初稿", () => this.begin(true)));
    } else fill(this.steps);
    this.steps.hidden = !this.steps.children.length;
    if (held) (this.steps.querySelector("button") ?? this.make).focus();
  }

  showForms(state) {
    const key = JSON.stringify(state.forms);
    if (key === this.formsShown) return;
    this.formsShown = key;
    fill(this.forms, h("legend", {}, "生成哪些"), state.forms.map(([name, words, usual]) =>
      h("label", {}, h("input", { type: "checkbox", value: name, checked: usual }), words)));
  }

  showFiles(state) {
    const { files, folder, mark, stale, warnings = [] } = state;
    this.state.hidden = !files.length;
    this.state.textContent = files.length
      ? `${mark ? `${mark}，` : ""}在 ${folder} 里${stale ? "；生成以后又改过，请重新生成" : ""}。`
      : "";
    this.state.classList.toggle("nb-out-stale", Boolean(stale));
    fill(this.files, files.map((file) => this.file(file)));
    this.files.hidden = !files.length;
    fill(this.warnings, warnings.map((words) => h("li", {}, words)));
    this.warnings.hidden = !warnings.length;
  }

  file({ form, words, name }) {
    const act = (verb, run) =>
      h("button", { type: "button", class: "nb-out-act", "aria-label": `${verb} ${words}`, onclick: () => this.fetch("file", { form }, run) }, verb);
    return h("li", {}, h("span", { class: "nb-out-file-name", title: name }, h("strong", {}, words), h("span", { class: "nb-quiet" }, name)),
      SHOWN.has(form) ? act("打开", open) : null, act("下载", download));
  }

  // --- what a click does --------------------------------------------------------------------

  async ask(what, data = {}) {
    this.trouble.hidden = true;
    try {
      return { answer: await this.channel.ask(what, data, PATIENCE) };
    } catch (error) {
      this.trouble.textContent = error.message;
      this.trouble.hidden = false;
      return null;
    }
  }

  async checkAll() {
    if (await this.ask("check")) bring("findings", { focus: true });
  }

  begin(draft) {
    const forms = [...this.forms.querySelectorAll("input:checked")].map((box) => box.value);
    if (!forms.length) {
      this.trouble.textContent = "请在「更多」里至少选一种要生成的文件。";
      this.trouble.hidden = false;
      return null;
    }
    return this.ask("build", { draft, final: this.clean.checked, forms });
  }

  async fetch(what, data, use) {
    const found = await this.ask(what, data);
    if (found) use(found.answer);
  }

  unfold() {
    this.choices.hidden = !this.choices.hidden;
    this.more.setAttribute("aria-expanded", String(!this.choices.hidden));
  }

  async showFigures() {
    const found = await this.ask("figures");
    if (!found) return;
    showFigures(this.figures, found.answer, () => {
      this.figures.hidden = true;
      fill(this.figures);
      this.more.focus();
    });
  }

  close() {
    clearInterval(this.timer);
    this.channel.close();
  }
}

function render({ model, el }) {
  const output = new Output(model, el);
  const show = () => output.show();
  model.on("change:state", show);
  // Whoever comes from 签发 for the final version finds it chosen.
  const end = onShow("output", ({ final }) => { output.clean.checked ||= Boolean(final && model.get("state").approved); });
  show();
  return () => {
    model.off("change:state", show);
    end();
    output.close();
  };
}

export default { render };
