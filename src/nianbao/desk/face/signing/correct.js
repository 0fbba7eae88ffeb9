// 公布后更正: what changed since the report was published, the form that writes it down, and what comes then.

import { fill, h } from "../common/dom.js";
import { Fields } from "./fields.js";
import { Unquote } from "./unquote.js";

export const NOTE = "各种格式都会在署名后面印更正说明：哪天更正、为什么、改了什么。姓名不印。";

/** The desk goes nowhere by itself: at many a clerk's desk there is no way out, and a county's server has none. */
const PAGE = "网上的那一页：在浏览器里打开，按 Ctrl+S 存成网页（html 或 mht），再选存下的文件。这台电脑上不了网的，在能上网的电脑上存好，按单位规定拷过来。";

const CONCEAL = "文字的改动只写在哪一部分，不写改了什么；表里的数照写。删去的是姓名、住址一类内容时勾上";

export class Correcting {
  /**
   * @param ask has it compared with {again, conceal}, and shown. @param send gets what was typed.
   * @param ways what else there is to do: steps, preview; choose(file), leave; unquote gets what was typed.
   */
  constructor(ask, send, ways) {
    Object.assign(this, { ask, send, ways });
    this.unquote = new Unquote((typed) => ways.unquote(typed), () => this.draw());
    this.left = h("div", { class: "nb-correct-left", id: "nb-correct-left", tabindex: "0", role: "region", "aria-label": "公布以后改了什么" });
    this.right = h("div", { class: "nb-correct-right" });
    this.status = h("p", { class: "nb-signing-done", role: "status" });
    this.panel = h("div", { class: "nb-signing" }, this.left, this.right);
    this.clear();
  }

  clear() {
    this.typed = {};
    this.asked = { again: false, conceal: null };
    this.unquote.close();
  }

  show(found, readOnly) {
    this.readOnly = readOnly;
    this.found = found;
    this.draw();
  }

  /** Draw what was found; the keyboard stays where it is. */
  draw() {
    const { found, readOnly } = this;
    const held = this.panel.contains(document.activeElement) ? document.activeElement.id : null;
    fill(this.left, this.changed(found), this.chosen(found), this.printed(found));
    fill(this.right, this.status, readOnly ? h("p", {}, "这一页是只读打开的，只能看，不能登记。请在正在编辑的那一页登记。") : this.task(found));
    if (held !== null) (document.getElementById(held || "nb-correct-next") ?? this.right.querySelector("button") ?? this.left).focus();
  }

  // --- left ---------------------------------------------------------------------------------

  changed({ why, source, count, changes, codes }) {
    if (why) return h("p", { class: "nb-sign-warning", role: "note" }, why);
    if (!count) return h("p", {}, `底稿现在的文字和数字与${source}一样，没有要更正的。`);
    const rest = count - changes.length;
    return [
      h("h3", {}, `与${source}相比，改了 ${count} 处`),
      h("ol", { class: "nb-changes" }, changes.map((one) => h("li", {}, one))),
      rest > 0 ? h("p", { class: "nb-quiet" }, `另有 ${rest} 处，没有一一列出，更正说明里都有。`) : null,
      this.conceal(),
      h("p", { class: "nb-caption" }, codes),
    ];
  }

  conceal() {
    const box = h("input", { type: "checkbox", id: "nb-correct-conceal", checked: this.found.conceal,
      onchange: () => { this.asked.conceal = box.checked; this.ask(); } });
    return h("label", { class: "nb-choice nb-sign-sure" }, box, h("span", {}, CONCEAL));
  }

  /** The published page or file itself, where no register knows what was published or knows another. */
  chosen({ file, why }) {
    if (file) return h("p", { class: "nb-again" }, h("button", { type: "button", id: "nb-correct-choose", onclick: () => this.ways.leave() }, `不与「${file}」比了`));
    const input = h("input", { type: "file", hidden: true, "aria-label": "已公布的那一份", accept: ".html,.htm,.mht,.mhtml,.docx,.pdf,.txt,.yaml,.yml",
      onchange: () => input.files[0] && this.ways.choose(input.files[0]) });
    return [h("p", { class: "nb-again" }, h("button", { type: "button", id: "nb-correct-choose", onclick: () => input.click() }, "与已公布的文件比……"), input,
      h("span", { class: "nb-quiet" }, " 存下来的网页、Word、PDF、txt，或当时的底稿")),
      why ? h("p", { class: "nb-quiet" }, PAGE) : null];
  }

  printed({ note, quoting, why }) {
    if (!note.length) return null;
    const button = this.readOnly || why ? null : h("button", { type: "button", id: "nb-unquote", "aria-pressed": String(this.unquote.isOpen), onclick: () => this.takeOut(quoting) }, "去掉说明里的引文……");
    return h("section", { class: "nb-note" }, h("h3", {}, "已经登记、各种格式都印的"), note.map((words) => h("p", {}, words)), button);
  }

  /** The form that takes quotes out of a note, in place of what else there is to do. */
  takeOut(quoting) {
    this.status.textContent = "";
    this.unquote.open(quoting);
    this.draw();
    this.right.querySelector("select, textarea, input")?.focus();
  }

  // --- right --------------------------------------------------------------------------------

  task(found) {
    if (this.unquote.isOpen && !found.why) return this.unquote.form(found.quoting);
    if (found.why) return this.how();
    if (!found.count) return found.last ? this.done(found) : this.how();
    return this.form(found);
  }

  how() {
    return h("div", { class: "nb-signing-aside" }, h("h3", {}, "公布以后才发现错的"),
      h("ol", {}, h("li", {}, "先在底稿里改好。"), h("li", {}, "在这里看改了什么，写明为什么，登记更正。"),
        h("li", {}, "重新签发，生成正式稿，替换网上的那一份。")));
  }

  done({ last }) {
    return h("div", { class: "nb-signing-aside" }, h("h3", {}, `第 ${last.number} 次更正已登记（${last.date}）`),
      h("p", {}, "更正后的文字要重新签发：从第一步起逐步登记，再生成正式稿，替换网上的那一份。"),
      h("div", { class: "nb-sign-row" },
        h("button", { type: "button", id: "nb-correct-next", class: "nb-main", onclick: this.ways.steps }, "去各步登记"),
        h("button", { type: "button", onclick: this.ways.preview }, "看预览")),
      h("p", { class: "nb-again" }, this.turn(true, `改写第 ${last.number} 次更正`)));
  }

  form(found) {
    const { last, number, today } = found;
    const { again } = this.asked;
    const fields = new Fields("nb-correct", this.typed);
    return h("form", { class: "nb-sign", onsubmit: (event) => this.submit(event) },
      h("h3", {}, again ? `改写第 ${number} 次更正` : `登记第 ${number} 次更正`),
      again ? h("p", { class: "nb-quiet" }, "原来的一条仍留在登记里，印新写的。已经公布的不要改写，请再登记一次。") : null,
      fields.area("reason", "原因", { required: true, placeholder: "为什么更正，会公布" }),
      fields.line("name", "姓名", { required: true, maxlength: "30", placeholder: "谁办的，不公布" }),
      fields.line("date", "日期", { type: "date", required: true, max: today }, today),
      again && last.signed ? fields.tick("unpublished", `第 ${number} 次更正各步都签过，但确实没有公布过`, { required: true }) : null,
      h("div", { class: "nb-sign-row" }, h("button", { class: "nb-main", type: "submit" }, again ? "改写" : "登记更正"),
        again ? this.turn(false, "不改写了") : null),
      !again && last ? h("p", { class: "nb-again" }, this.turn(true, `第 ${last.number} 次更正还没有公布，改写它`)) : null);
  }

  /** Between one more correction and the last one written anew. */
  turn(again, words) {
    return h("button", { type: "button", onclick: async () => {
      const { reason, name } = this.found.last;
      this.typed = again ? { reason, name } : {};
      this.asked = { again, conceal: null };
      this.status.textContent = "";
      await this.ask();
      (this.right.querySelector("textarea") ?? this.right.querySelector("button") ?? this.left).focus();
    } }, words);
  }

  submit(event) {
    event.preventDefault();
    const { content, number, conceal } = this.found;
    this.send({ ...this.typed, ...this.asked, conceal, content, number });
  }

  /** It is written down. */
  written(found, readOnly) {
    if (found.unquoted) this.unquote.close(); // what was typed for one more correction stays
    else this.clear();
    this.status.textContent = found.unquoted ? `第 ${found.unquoted} 次更正的说明已改为只写在哪一部分。` : `已登记第 ${found.written} 次更正。`;
    this.show(found, readOnly);
    (this.right.querySelector("#nb-correct-next") ?? this.left).focus();
  }
}
