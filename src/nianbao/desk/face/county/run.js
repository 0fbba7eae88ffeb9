// The button of a step, how far it is, and what it said.

import { fill, h } from "../common/dom.js";
import { Fields } from "./fields.js";

export class Run {
  /** @param ask asks the kernel. */
  constructor(ask) {
    this.fields = new Fields();
    this.button = h("button", { class: "nb-main", onclick: () => ask("run", { told: this.fields.told }) });
    this.cancel = h("button", { onclick: () => ask("cancel"), hidden: true }, "取消");
    this.look = h("button", { class: "nb-plain", onclick: () => ask("look") }, "刷新");
    this.seconds = h("span", { class: "nb-quiet" });
    this.bar = h("div", { class: "nb-working", role: "progressbar", "aria-label": "正在做", hidden: true }, h("span"));
    this.said = h("p", { class: "nb-county-said", role: "status" });
    this.lines = h("ul", { class: "nb-county-lines", "aria-label": "结果", tabindex: "0", hidden: true });
    this.element = h("div", { class: "nb-county-run" }, this.fields.element,
      h("div", { class: "nb-county-row" }, this.button, this.cancel, this.look, this.bar, this.seconds), this.said, this.lines);
  }

  show(state) {
    const { step, button, run } = state;
    this.fields.show(state);
    const busy = run?.tone === "busy";
    const own = run?.step === step ? run : null;
    fill(this.button, button);
    this.button.disabled = busy;
    const held = document.activeElement === this.cancel;
    this.cancel.hidden = this.bar.hidden = !(busy && own);
    if (held && this.cancel.hidden) this.button.focus();
    this.tick(busy && own);
    const words = own ? (busy ? "正在做……" : `${own.words}（${own.time}）`) : busy ? "另一步正在做，请等它做完。" : "";
    if (this.said.textContent !== words) fill(this.said, words);
    this.said.hidden = !words;
    this.said.className = `nb-county-said nb-county-words nb-county-${own ? own.tone : "info"}`;
    this.showLines(own?.lines ?? []);
  }

  showLines(lines) {
    const key = lines.join("\n");
    if (key === this.linesShown) return;
    this.linesShown = key;
    const atEnd = this.lines.scrollTop + this.lines.clientHeight >= this.lines.scrollHeight - 8;
    fill(this.lines, lines.map((line) => h("li", {}, line || "\u00a0")));
    this.lines.hidden = !lines.length;
    if (atEnd && !this.cancel.hidden) this.lines.scrollTop = this.lines.scrollHeight;
  }

  tick(runs) {
    if (!runs) {
      clearInterval(this.timer);
      this.timer = null;
      fill(this.seconds);
    } else if (!this.timer) {
      const since = Date.now();
      this.timer = setInterval(() => fill(this.seconds, `已用 ${Math.round((Date.now() - since) / 1000)} 秒`), 1000);
    }
  }

  close() {
    clearInterval(this.timer);
  }
}
