// A year without applications: twelve questions, one at a time; the answers are kept by the browser until they
// are written.

import { Channel } from "./common/channel.js";
import { fill, h, keepKeys } from "./common/dom.js";
import { Answers } from "./questions/answers.js";
import { askPage } from "./questions/ask.js";
import { lookPage } from "./questions/look.js";

const button = (text, act, main = false) => h("button", { type: "button", class: main ? "nb-main" : "", onclick: act }, text);

class Wizard {
  constructor(channel, root) {
    Object.assign(this, { channel, root, open: false, at: 0 });
  }

  update(state) {
    const known = this.state && JSON.stringify(this.state) === JSON.stringify(state);
    const other = this.state?.file !== state.file;
    this.state = state;
    if (known) return;
    if (other) Object.assign(this, { open: false, at: 0, answers: new Answers(state.file) });
    this.answers.questions = state.questions;
    this.draw();
  }

  draw(focus = false) {
    this.root.hidden = !this.state.available;
    if (this.root.hidden) return;
    if (this.state.done) fill(this.root, this.donePage());
    else if (!this.open) fill(this.root, this.invitation());
    else if (this.at < this.state.questions.length) fill(this.root, this.question());
    else {
      fill(this.root, h("p", { role: "status" }, "正在汇总……"));
      this.lookOver();
    }
    if (focus) this.root.querySelector("[data-first]")?.focus();
  }

  go(at) {
    this.at = at;
    this.open = true;
    this.draw(true);
  }

  close() {
    this.open = false;
    this.draw();
    this.root.querySelector("button")?.focus();
  }

  invitation() {
    const { answered } = this.answers;
    const count = this.state.questions.length;
    return h(
      "div",
      { class: "nb-invitation" },
      h("p", {}, h("strong", {}, `${this.state.year} 年没有收到申请？`), `答 ${count} 个问题，三张表和各部分该写的内容一次写好。`),
      button(answered ? `接着答（已答 ${answered} 项）` : "开始答题", () => this.go(answered ? this.answers.at : 0), true),
    );
  }

  question() {
    const { questions } = this.state;
    this.answers.at = this.at;
    return askPage(questions[this.at], this.answers, {
      at: this.at,
      count: questions.length,
      back: this.at ? () => this.go(this.at - 1) : null,
      next: () => this.next(),
      close: () => this.close(),
    });
  }

  /** On to the next question, unless the kernel finds fault with this one; a silent kernel holds nobody up. */
  async next() {
    const own = new Set(this.state.questions[this.at].fields.map(({ id }) => id));
    try {
      const problems = await this.channel.ask("check", { answers: this.answers.all() }, 1500);
      const found = problems.filter(({ field }) => own.has(field));
      if (found.length) return this.complain(found);
    } catch {
      // Looked over again at the end, and before anything is written.
    }
    return this.go(this.at + 1);
  }

  complain(problems) {
    fill(this.root.querySelector(".nb-complaint"), problems.map(({ message }) => h("p", {}, message)));
    const first = this.root.querySelector(`[data-field="${CSS.escape(problems[0].field)}"]`);
    (first?.matches("input, textarea") ? first : first?.querySelector("input"))?.focus();
  }

  async lookOver() {
    const acts = {
      back: () => this.go(this.state.questions.length - 1),
      write: () => this.write(),
      goTo: (field) => this.go(this.state.questions.findIndex(({ fields }) => fields.some(({ id }) => id === field))),
      close: () => this.close(),
    };
    try {
      const found = await this.channel.ask("look over", { answers: this.answers.all() });
      fill(this.root, lookPage(found, acts));
    } catch (error) {
      fill(this.root, h("p", { role: "alert" }, `${error.message}。答案都留着，请稍后再试。`), button("再试一次", () => this.draw(true), true));
    }
    this.root.querySelector("[data-first]")?.focus();
  }

  async write() {
    const { file } = this.state;
    try {
      const { safe } = await this.channel.ask("write", { file, answers: this.answers.all() }, 15000);
      if (safe) this.answers.forget(); // else the browser's are the only ones that outlive a crash
      Object.assign(this, { open: false, at: 0 });
      this.draw(true);
    } catch (error) {
      const said = this.root.querySelector(".nb-complaint");
      if (said) fill(said, h("p", {}, `${error.message}。答案都留着。`));
    }
  }

  donePage() {
    const put = () => this.channel.ask("seen").catch(() => {});
    const left = this.state.done.map((one) => h("li", {}, one));
    return h(
      "div",
      { class: "nb-invitation", role: "status" },
      h("div", {}, h("p", {}, h("strong", {}, "已写入年报。"), "不合适的话，撤销一次就全部退回。"), left.length ? h("ul", {}, left) : null),
      h("button", { type: "button", "data-first": "", onclick: put }, "知道了"),
    );
  }
}

function render({ model, el }) {
  const channel = new Channel(model);
  keepKeys(el);
  const root = h("section", { class: "nb-questions", "aria-label": "没有收到申请的一年" });
  el.append(root);
  const wizard = new Wizard(channel, root);
  const show = () => wizard.update(model.get("state"));
  model.on("change:state", show);
  show();
  return () => {
    model.off("change:state", show);
    channel.close();
  };
}

export default { render };
