// A remark of the officer's own.

import { h } from "../common/dom.js";

export class OwnRemark {
  /**
   * @param ask asks the kernel.
   * @param unit gives the id of the unit it is for.
   */
  constructor(ask, unit) {
    this.ask = ask;
    this.unit = unit;
    const input = (label, hint) => h("input", { type: "text", placeholder: hint, "aria-label": label });
    this.fields = {
      where: input("位置", "位置（不写就是全文）"),
      current: input("现状", "现状（可不写）"),
      should: input("应改为", "应改为"),
      basis: input("依据", "依据（可不写）"),
    };
    this.fields.should.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) this.add();
    });
    this.element = h("fieldset", { class: "nb-county-own" }, h("legend", {}, "加一条县里自己的意见"), Object.values(this.fields),
      h("button", { onclick: () => this.add() }, "加上"));
  }

  forget() {
    for (const field of Object.values(this.fields)) field.value = "";
  }

  async add() {
    const words = Object.fromEntries(Object.entries(this.fields).map(([name, field]) => [name, field.value]));
    if (await this.ask("add", { unit: this.unit(), ...words })) {
      this.forget();
      this.fields.where.focus();
    }
  }
}
