// 「历史」: saved versions, what changed with each, and the way back as an edit that can be undone.

import { Channel } from "./common/channel.js";
import { bothTexts, difference } from "./common/compare.js";
import { complain, fillDialog, openDialog } from "./common/dialog.js";
import { fill, h, keepKeys } from "./common/dom.js";
import { onShow, show } from "./common/show.js";

const PATIENCE = 30000;

function change(part, words, restore) {
  const short = part.before.length + part.after.length < 60 && !/\n/.test(part.before + part.after);
  return h(
    "section",
    { class: "nb-part" },
    h("div", { class: "nb-part-head" }, h("h3", {}, part.name), restore),
    short ? bothTexts(part, words) : difference(part.pieces),
  );
}

class History {
  constructor(model) {
    this.model = model;
    this.channel = new Channel(model);
    this.dialog = null;
  }

  ask(what, data) {
    return this.channel.ask(what, data, PATIENCE);
  }

  async open() {
    if (this.dialog || !this.model.get("state").open) return;
    this.dialog = openDialog("保存过的版本", {
      wide: true,
      onclose: () => {
        this.dialog = null;
      },
    });
    try {
      const versions = await this.ask("versions");
      if (!this.dialog) return;
      if (versions.length) this.list(versions);
      else fillDialog(this.dialog, h("p", {}, "还没有保存过的版本。"));
    } catch (error) {
      if (this.dialog) complain(this.dialog, error);
    }
  }

  list(versions) {
    this.detail = h("div", { class: "nb-version-detail", "aria-live": "polite" });
    const item = (version) =>
      h(
        "li",
        {},
        h(
          "button",
          { class: "nb-version", "data-version": version.id, onclick: (event) => this.look(version, event.currentTarget) },
          h("span", {}, version.when),
          h("span", { class: "nb-quiet" }, version.why),
        ),
      );
    const list = h("ol", { class: "nb-versions", "aria-label": "版本，新的在前", onkeydown: (event) => this.move(event) }, versions.map(item));
    fillDialog(this.dialog, h("div", { class: "nb-history" }, list, this.detail));
    list.querySelector("button").focus();
    list.querySelector("button").click();
  }

  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing) return;
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    const next = buttons[buttons.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.click();
  }

  async look(version, button) {
    for (const other of button.closest("ol").querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
    button.setAttribute("aria-current", "true");
    this.chosen = version.id;
    try {
      const changes = await this.ask("changes", { version: version.id });
      if (this.dialog && this.chosen === version.id) this.show(version, changes);
    } catch (error) {
      if (this.dialog) fill(this.detail, h("p", { role: "alert" }, error.message));
    }
  }

  show(version, { made, since }) {
    const readOnly = this.model.get("state").read_only;
    const restore = (part, words) =>
      readOnly ? null : h("button", { onclick: () => this.restore(version, part) }, words);
    const now = since.length
      ? [
          h("p", { class: "nb-quiet" }, `恢复到这一版，会改动下面 ${since.length} 处（可以撤销）。划掉的是现在的，下划线的是这一版的。`),
          since.map((part) => change(part, ["现在", "这一版"], restore(JSON.parse(part.key), "只恢复这一处"))),
        ]
      : h("p", {}, "和现在的内容一样。");
    const then = made === null ? h("p", {}, "这是最早的一版。") : made.length ? made.map((part) => change(part, ["原来", "这一版"], null)) : h("p", {}, "正文、表格和基本信息都没有变。");
    fill(
      this.detail,
      h("div", { class: "nb-part-head" }, h("h3", {}, `${version.when}　${version.why}`), since.length ? restore(null, "恢复到这一版") : null),
      h("details", { open: true }, h("summary", {}, "与现在比"), now),
      h("details", {}, h("summary", {}, `这一版当时改了什么${made?.length ? `（${made.length} 处）` : ""}`), then),
    );
  }

  async restore(version, part) {
    try {
      const left = await this.ask("restore", { version: version.id, part });
      this.dialog?.close();
      show("say", { words: left.length ? `已恢复；现在的格式没有这些地方：${left.join("、")}` : "已恢复，可以撤销。" });
    } catch (error) {
      if (this.dialog) complain(this.dialog, error);
    }
  }
}

function render({ model, el }) {
  keepKeys(el);
  const history = new History(model);
  const end = onShow("history", () => history.open());
  return () => {
    end();
    history.channel.close();
    history.dialog?.close();
  };
}

export default { render };
