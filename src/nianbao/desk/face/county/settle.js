// 通过, 退回 and 已签发, with the reason.

import { fill, h } from "../common/dom.js";

const STEPS = ["通过", "退回", "已签发"];

export class Settle {
  /**
   * @param ask asks the kernel.
   * @param units gives the ids of the units that are decided on.
   */
  constructor(ask, units) {
    this.ask = ask;
    this.units = units;
    this.reason = h("input", { type: "text", class: "nb-county-reason", placeholder: "原因（退回，或者有意见没改就通过的，要写）", "aria-label": "原因" });
    this.said = h("span", { class: "nb-quiet", role: "status" });
    this.buttons = STEPS.map((step) => h("button", { onclick: () => this.settle(step) }, step));
    this.element = h("div", { class: "nb-county-row nb-county-settle" }, this.reason, this.buttons, this.said);
  }

  enable(may) {
    for (const button of this.buttons) button.disabled = !may;
  }

  forget() {
    this.reason.value = "";
    fill(this.said);
  }

  async settle(step) {
    fill(this.said);
    const found = await this.ask("settle", { units: this.units(), step, reason: this.reason.value });
    if (!found) return;
    this.reason.value = "";
    fill(this.said, found.answer);
  }
}
