// 「签发」: which steps hold, what voided the others and why, the form that writes the next one down;
// the signing set; what was put right after publication.

import { Channel } from "./common/channel.js";
import { complain, openDialog } from "./common/dialog.js";
import { fill, h, keepKeys } from "./common/dom.js";
import { download, open } from "./common/files.js";
import { onShow, show } from "./common/show.js";
import { kept } from "./common/unacknowledged.js";
import { readUpload, upload } from "./common/upload.js";
import { Correcting, NOTE as CORRECT_NOTE } from "./signing/correct.js";
import { Form, PASSED } from "./signing/form.js";
import { NOTE as PAPERS_NOTE, Papers } from "./signing/papers.js";
import { stepsOf } from "./signing/steps.js";
import { Views } from "./signing/views.js";

/** Saving and writing down on a slow disk, in milliseconds. */
const PATIENCE = 30_000;

/** How long what was typed may take to reach the kernel, and how often that is looked at, in milliseconds. */
const ARRIVES = 5000;
const LOOK = 100;

/** Wait until the kernel has all that was typed; gives how much of it is still on its way. */
async function arrived(file) {
  for (let waited = 0; waited < ARRIVES && kept(file).length; waited += LOOK) {
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
  return kept(file).length;
}

class Signing {
  constructor(model) {
    this.model = model;
    this.channel = new Channel(model);
    this.dialog = null;
  }

  async open() {
    if (this.dialog || !this.model.get("state").file) return;
    this.form = new Form((typed) => this.sign(typed), () => this.toFindings(), () => this.giveUp());
    this.status = h("p", { class: "nb-signing-done", role: "status" });
    this.left = h("div", { class: "nb-signing-left", tabindex: "0", role: "region", "aria-label": "各步办到哪里" });
    this.right = h("div", { class: "nb-signing-right" });
    this.dialog = openDialog("签发登记", {
      wide: true,
      onclose: () => {
        this.dialog = null;
        this.papers.close();
      },
    });
    const steps = h("div", { class: "nb-signing" }, this.left, this.right);
    this.papers = new Papers((what, name) => this.onPapers(what, name));
    this.correcting = new Correcting(() => this.compare(), (typed) => this.writeCorrection(typed),
      { steps: () => this.views.choose("steps"), preview: () => this.leaveFor("preview"), choose: (file) => this.choose(file), leave: () => this.choose(null),
        unquote: (typed) => this.writeCorrection(typed, "unquote") });
    const views = [{ id: "steps", label: "各步登记", panel: steps }, { id: "papers", label: "送签材料", panel: this.papers.panel },
      { id: "correct", label: "公布后更正", panel: this.correcting.panel }];
    this.views = new Views("签发", views, () => this.turned());
    this.dialog.body.before(this.views.element);
    fill(this.dialog.body, steps, this.papers.panel, this.correcting.panel);
    await this.look();
    if (this.dialog) (this.right.querySelector("[data-first]") ?? this.left).focus();
  }

  /** Ask how far it is and show it; what was typed into the form stays. */
  async look() {
    if (!this.dialog) return;
    try {
      const found = await this.channel.ask("look", {}, PATIENCE);
      if (this.dialog) this.draw(found);
      if (this.dialog && this.views.current === "correct") await this.compare();
    } catch (error) {
      if (this.dialog) complain(this.dialog, error);
    }
  }

  draw(found) {
    this.found = found;
    const readOnly = this.model.get("state").read_only;
    const whole = !found.problems.length;
    const held = [this.left, this.right].find((part) => part.contains(document.activeElement));
    fill(this.left, stepsOf(found, whole && !readOnly ? (number) => this.correct(number) : null, () => this.views.choose("correct")));
    if (readOnly) fill(this.right, h("p", { class: "nb-signing-aside" }, "这一页是只读打开的，只能看，不能登记。请在正在编辑的那一页登记。"));
    else if (!whole) fill(this.right, this.damage(found));
    else if (found.due === null && !this.form.correcting) fill(this.right, this.done(found));
    else this.form.show(this.right, found);
    this.right.prepend(this.status);
    // A control that was drawn anew has lost the keyboard.
    if (held && !held.contains(document.activeElement)) (held.querySelector("[data-first]") ?? this.left).focus();
    this.papers.show(found.set);
    this.foot();
  }

  /** Another view is shown; what was wrong in the last one is none of its business. */
  turned() {
    this.quiet();
    if (this.found) this.foot();
    if (this.views.current === "correct") this.compare();
  }

  /** Ask what changed since publication and show it; what was typed into the form stays. */
  async compare() {
    try {
      const found = await this.channel.ask("compare", this.correcting.asked, PATIENCE);
      if (this.dialog) this.correcting.show(found, this.model.get("state").read_only);
    } catch (error) {
      if (this.dialog) complain(this.dialog, error);
    }
  }

  /** Compare with a published file, or with what the registers know again. */
  async choose(file) {
    this.quiet();
    const say = (words) => { this.correcting.status.textContent = words; };
    try {
      if (file) {
        await upload(this.channel, file, (part) => say(`正在传「${file.name}」：${Math.round(part * 100)}%`));
        say(`正在读「${file.name}」……`);
        await readUpload(this.channel, {}, () => this.dialog);
      } else await this.channel.ask("leave", {}, PATIENCE);
    } catch (error) {
      if (this.dialog) complain(this.dialog, error);
    }
    say("");
    if (this.dialog) await this.compare();
  }

  /** Write a correction down, or take the quotes out of the note on an earlier one. */
  async writeCorrection(typed, what = "correct") {
    this.quiet();
    this.correcting.status.textContent = "";
    try {
      await this.typedIsThere("登记");
      const found = await this.channel.ask(what, typed, PATIENCE);
      if (!this.dialog) return;
      this.correcting.written(found, this.model.get("state").read_only);
      this.draw(await this.channel.ask("look", {}, PATIENCE));
    } catch (error) {
      await this.compare(); // it may be refused because it isn't any more as it was shown
      if (this.dialog) complain(this.dialog, error);
    }
  }

  foot() {
    const { note, codes, unsealed } = this.found;
    const others = { papers: [PAPERS_NOTE], correct: [CORRECT_NOTE] };
    const words = others[this.views.current] ?? [note, h("br"), codes || null, unsealed ? ` ${unsealed}` : null];
    fill(this.dialog.foot, h("p", { class: "nb-signing-note nb-quiet" }, words));
  }

  quiet() {
    this.dialog.box.querySelector(".nb-complaint")?.remove();
  }

  /** What to do about a register that somebody altered. */
  damage({ register, seal }) {
    return h(
      "div",
      { class: "nb-signing-aside", "data-first": true, tabindex: "-1" },
      h("h3", {}, "怎么办"),
      h("ol", {},
        h("li", {}, "先问问谁动过登记文件 ", h("code", {}, register), "。"),
        h("li", {}, "从备份里取回原来的这个文件（封尾记录也动过的，一起取回），放回原处，再打开这里。内容对得上，各步照旧有效。"),
        h("li", {}, "取不回来、要重来的：把这个文件和封尾记录 ", h("code", {}, seal), " 移到别处存档，再从第一步登记。")),
    );
  }

  done(found) {
    const ways = found.errors
      ? h("button", { class: "nb-main", "data-first": true, onclick: () => this.toFindings() }, "看校核问题")
      : h("button", { class: "nb-main", "data-first": true, onclick: () => this.leaveFor("output", { final: true }) }, "去生成正式稿");
    return h("div", { class: "nb-signing-aside" }, h("h3", {}, "各步都登记了"),
      h("p", {}, found.errors ? found.said : "在「生成」里勾上「正式稿」，页面上就不印稿名。以后再改内容，各步作废，要重新登记。"), ways);
  }

  correct(number) {
    this.form.correct(number, this.found);
    this.form.show(this.right, this.found);
    this.right.prepend(this.status);
    this.right.querySelector("[data-first]")?.focus();
  }

  /** What stood there before the entry was taken up to be corrected. */
  giveUp() {
    this.draw(this.found);
    this.right.querySelector("[data-first]")?.focus();
  }

  toFindings() {
    this.leaveFor("findings");
  }

  leaveFor(name, detail = {}) {
    this.dialog?.close();
    show(name, { focus: true, ...detail });
  }

  /** What is written down or printed must be what was typed. */
  async typedIsThere(verb) {
    const late = await arrived(this.model.get("state").file);
    if (late) throw new Error(`有 ${late} 处输入后台还没有收下（如表格里标红的格），没有${verb}。请关上这里，改好以后再${verb}。`);
  }

  async onPapers(what, name) {
    if (what === "findings") {
      this.toFindings();
      return;
    }
    this.quiet();
    try {
      if (what === "papers") await this.typedIsThere("生成");
      if (what === "papers" || what === "cancel") await this.channel.ask(what, {}, PATIENCE);
      else (what === "open" ? open : download)(await this.channel.ask("paper", name ? { name } : {}, PATIENCE));
    } catch (error) {
      if (this.dialog) complain(this.dialog, error);
    }
  }

  async sign(typed) {
    this.quiet();
    this.status.textContent = "";
    try {
      await this.typedIsThere("登记");
      const found = await this.channel.ask("sign", { ...typed, content: this.found.content }, PATIENCE);
      this.form.clear();
      if (!this.dialog) return;
      this.status.textContent = `已登记：${typed.step}　${typed.name}${typed.result === PASSED ? "" : `　${typed.result}`}`;
      this.draw(found);
      (this.right.querySelector("[data-first]") ?? this.left).focus();
    } catch (error) {
      await this.look(); // it may be refused because it isn't any more as it was shown
      if (this.dialog) complain(this.dialog, error);
    }
  }
}

function render({ model, el }) {
  keepKeys(el);
  const signing = new Signing(model);
  const look = () => signing.look();
  model.on("change:state", look);
  const end = onShow("signing", () => signing.open());
  return () => {
    model.off("change:state", look);
    end();
    signing.channel.close();
    signing.dialog?.close();
  };
}

export default { render };
