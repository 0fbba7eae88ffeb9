// What is to be said of the place where the cursor is: its findings with their remedies, a figure with its origin.
//
// It stands below the text and comes next with Tab. It isn't made anew while somebody is in it, and findings
// wait until the typing rests: every sentence is without its full stop for a while.

import { fill, h } from "../common/dom.js";
import { chipAt } from "./chips.js";
import { findingsAt, findingsField } from "./marks.js";
import { originOf } from "./origin.js";

/** Milliseconds after the last character in which somebody is still typing. */
const RESTS = 1500;

/** Say what an edit does, on its button. */
function says(changes, state) {
  if (changes.length > 1) return `改好这 ${changes.length} 处`;
  const [{ from, to, insert }] = changes;
  const was = state.sliceDoc(from, to);
  const show = (text) => (text === " " ? "空格" : `「${text}」`);
  if (!insert) return `删去${show(was)}`;
  return was ? `改成${show(insert)}` : `加上${show(insert)}`;
}

const keyOf = (one) => `${one.finding.code} ${one.finding.message} ${one.fixes.length}`;

export class Strip {
  constructor(desk) {
    this.desk = desk;
    this.key = "";
    this.special = null; // what was asked for, until the cursor moves: findings of the whole section, an origin
    this.body = h("div", { class: "nt-strip-body", "aria-live": "polite" });
    this.element = h(
      "div",
      {
        class: "nt-strip",
        role: "region",
        "aria-label": "光标处的问题和数据",
        hidden: true,
        onkeydown: (event) => {
          if (event.isComposing || event.key !== "Escape") return;
          event.stopPropagation();
          this.leave();
        },
        onfocusout: () => setTimeout(() => this.update(), 0),
      },
      this.body,
    );
  }

  get held() {
    return this.body.contains(document.activeElement);
  }

  shows(one) {
    return !this.element.hidden && this.key.includes(keyOf(one));
  }

  /** Something was typed. */
  typed() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.rest(), RESTS);
  }

  rest() {
    clearTimeout(this.typing);
    this.typing = null;
    this.update();
  }

  /** The cursor moved or the findings changed. */
  update(moved = false) {
    const { state } = this.desk.view;
    if (this.held) return;
    if (moved) {
      this.special = null;
      clearTimeout(this.typing);
      this.typing = null;
    }
    if (this.special) return;
    const quiet = !this.desk.hasText || this.typing;
    const found = quiet ? [] : findingsAt(state, state.selection.main.head);
    const chip = this.desk.hasText ? chipAt(state) : null;
    const figure = chip && this.desk.quoting.figureOf(chip.name);
    const key = found.map(keyOf).join("\n") + (chip ? `\n${chip.name} ${figure?.text}` : "");
    if (key === this.key) return;
    this.show(key, [...found.map((one) => this.finding(one)), chip && this.figure(chip, figure)]);
  }

  show(key, parts) {
    this.key = key;
    fill(this.body, parts);
    const shown = Boolean(key);
    this.element.hidden = !shown;
  }

  /** Show the findings that have no place in the text. */
  general() {
    const found = this.desk.view.state.field(findingsField).filter((one) => one.from === null);
    this.special = "general";
    this.show(
      `general ${found.map(keyOf).join("\n")}`,
      [h("p", { class: "nb-quiet" }, "说的是整个部分："), ...found.map((one) => this.finding(one)), this.closing()],
    );
    this.body.querySelector("button")?.focus();
  }

  leave() {
    this.special = null;
    this.desk.view.focus();
    this.show("", []);
  }

  closing() {
    return h("button", { class: "nt-small", onclick: () => this.leave() }, "关闭");
  }

  popup(found) {
    return h("div", { class: "nt-hover" }, found.map((one) => this.finding(one)));
  }

  finding(one) {
    const { finding } = one;
    const buttons = h("div", { class: "nt-buttons" });
    const { state } = this.desk.view;
    if (one.fixes.length) {
      buttons.append(h("button", { class: "nb-main nt-small", onclick: () => this.desk.mend(one) }, says(one.fixes, state)));
    }
    if (finding.answerable) {
      buttons.append(h("button", { class: "nt-small", onclick: () => this.answering(card, buttons, finding) }, "情况说明…"));
    }
    const card = h(
      "div",
      { class: `nt-card nt-${finding.severity}` },
      h("p", {}, h("strong", { class: "nt-words" }, finding.words), " ", finding.message),
      finding.suggestion ? h("p", { class: "nb-quiet" }, `改法：${finding.suggestion}`) : null,
      buttons,
    );
    return card;
  }

  /** Ask for the reason why something stays as it is. */
  answering(card, buttons, finding) {
    const reason = h("textarea", { rows: "2", "aria-label": "不改的原因", placeholder: "写明不改的原因，审核的人会看到" });
    const said = h("p", { class: "nt-alert", role: "alert" });
    const send = async () => {
      try {
        await this.desk.ask("answer", { ...this.desk.where, code: finding.code, reason: reason.value });
        this.leave();
      } catch (error) {
        said.textContent = error.message;
      }
    };
    const many = finding.alike > 1 ? `这一部分里同类的 ${finding.alike} 处问题一并说明。` : "";
    card.append(
      h(
        "div",
        { class: "nt-answer" },
        many ? h("p", { class: "nb-quiet" }, many) : null,
        reason,
        said,
        h(
          "div",
          { class: "nt-buttons" },
          h("button", { class: "nb-main nt-small", onclick: send }, "写入情况说明"),
          h("button", { class: "nt-small", onclick: () => this.leave() }, "取消"),
        ),
      ),
    );
    buttons.hidden = true;
    reason.focus();
  }

  figure(chip, figure) {
    const known = figure && !figure.missing;
    const words = known
      ? [h("strong", {}, `${figure.label}：${figure.text}`), h("span", { class: "nb-quiet" }, `　${figure.source}`)]
      : [h("strong", {}, figure ? `没有这个数据：${chip.name}` : chip.name)];
    const button = (label, action) => h("button", { class: "nt-small", onclick: action }, label);
    return h(
      "div",
      { class: "nt-card" },
      h("p", {}, words),
      h(
        "div",
        { class: "nt-buttons" },
        known ? button("来源", () => this.origin(chip.name)) : null,
        this.desk.locked ? null : button("换成别的数据", () => this.desk.quoting.choose(chip.from, chip.to)),
      ),
    );
  }

  /** Show the ledger rows behind a figure. */
  async origin(name) {
    const panel = h("div", { class: "nt-card" });
    try {
      panel.append(...originOf(await this.desk.ask("origin", { name })));
    } catch (error) {
      panel.append(h("p", { class: "nt-alert", role: "alert" }, error.message));
    }
    this.special = "origin";
    const close = this.closing();
    this.show(`origin ${name}`, [panel, close]);
    close.focus();
  }
}
