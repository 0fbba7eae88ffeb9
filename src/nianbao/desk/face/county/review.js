// 审核意见: the units beside what one of them is told, with the officer's own words and decision.

import { copyButton } from "../common/copy.js";
import { fill, h } from "../common/dom.js";
import { OwnRemark } from "./own_remark.js";
import { refill } from "./refill.js";
import { Settle } from "./settle.js";
import { stateLabel } from "./words.js";

export class Review {
  /** @param ask asks the kernel. */
  constructor(ask) {
    this.ask = ask;
    this.units = h("ul", { class: "nb-county-units", "aria-label": "报来的单位" });
    this.none = h("p", { class: "nb-quiet" }, "还没有单位报来。收件以后，这里列出各单位的审核意见。");
    this.choose = h("p", { class: "nb-quiet" }, "请在左边选一个单位。");
    this.head = h("div", { class: "nb-county-row" });
    this.settle = new Settle(ask, () => [this.unit]);
    this.own = new OwnRemark(ask, () => this.unit);
    this.remarks = h("ol", { class: "nb-county-list", "aria-label": "意见" });
    this.rest = h("div", { class: "nb-county-rest" });
    this.detail = h("section", { class: "nb-county-detail", "aria-label": "审核意见" }, this.head, this.settle.element, this.remarks, this.own.element, this.rest);
    this.element = h("div", { class: "nb-county-two" }, this.units, this.detail, this.choose, this.none);
  }

  show({ units, unit, handlings }) {
    this.none.hidden = units.length > 0;
    this.units.hidden = !units.length;
    this.choose.hidden = !units.length || unit !== null;
    this.detail.hidden = unit === null;
    refill(this.units, units.map((one) => this.brief(one, unit)));
    if (!unit) return;
    if (unit.id !== this.unit) {
      this.settle.forget();
      this.own.forget();
    }
    this.unit = unit.id;
    this.message = unit.message;
    this.showHead(unit);
    refill(this.remarks, unit.remarks.map((remark) => this.remark(remark, handlings)));
    fill(this.rest, this.fixed(unit), this.history(unit));
  }

  brief({ id, name, state, must, lines }, current) {
    const said = must ? `要改 ${must}` : lines ? `意见 ${lines}` : "";
    return h("li", {}, h("button", { "data-key": id, "aria-current": id === current?.id ? "true" : null, onclick: () => this.ask("unit", { unit: id }) },
      h("span", {}, name), h("span", { class: "nb-county-brief" }, said ? h("span", { class: "nb-quiet" }, said) : null, stateLabel(state))));
  }

  showHead({ id, name, state, version, round, note, remarks }) {
    const said = round ? `第 ${version} 版，第 ${round} 轮${remarks.length ? "" : "，没有意见"}` : `第 ${version} 版，还没有校核`;
    const write = async () => {
      const found = await this.ask("rewrite", { unit: id });
      if (found) fill(this.rewritten, found.answer || "已重写。");
    };
    this.rewritten = h("span", { class: "nb-quiet", role: "status" });
    refill(this.head, h("h3", {}, name), stateLabel(state), h("span", { class: "nb-quiet" }, note ? `${said}；${note}` : said),
      h("span", { class: "nb-county-acts" },
        h("button", { "data-key": "open", onclick: () => this.ask("open", { unit: id }) }, "打开底稿"),
        h("button", { "data-key": "write", title: "加了意见、改了底稿以后，把这个单位的意见和微信重写一遍", onclick: write }, "重写这一份"),
        this.message ? copyButton("复制微信", () => this.message, { "data-key": "copy" }) : null),
      this.rewritten);
  }

  remark(remark, handlings) {
    const { number, weight, state, where, now, should, basis, opinion, handling } = remark;
    const key = (what) => `${this.unit}-${number}-${what}`;
    const words = h("input", { type: "text", "data-key": key("words"), value: opinion, placeholder: "县里意见", "aria-label": `第 ${number} 条的县里意见` });
    const choice = h("select", { "data-key": key("handling"), "aria-label": `第 ${number} 条怎么处理` },
      handlings.map(([value, label]) => h("option", { value, selected: value === handling }, label)));
    const save = () => this.ask("say", { unit: this.unit, number, opinion: words.value, handling: choice.value });
    words.addEventListener("change", save);
    choice.addEventListener("change", save);
    return h("li", { class: handling ? "nb-county-dropped" : null, value: number },
      h("p", {}, h("strong", {}, where), "　", h("span", { class: "nb-quiet" }, `${weight}　${state}`)),
      now ? h("p", {}, now) : null,
      h("p", {}, `应改为：${should}`, basis ? h("span", { class: "nb-quiet" }, `　依据：${basis}`) : null),
      h("div", { class: "nb-county-row" }, words, choice));
  }

  fixed({ fixed }) {
    if (!fixed.length) return null;
    return h("details", {}, h("summary", {}, `上一轮提过、已改的 ${fixed.length} 条`),
      h("ul", {}, fixed.map(({ where, now, should }) => h("li", {}, `${where}：${now || should}`))));
  }

  history({ history }) {
    return h("details", {}, h("summary", {}, "收件和审核的经过"), h("ul", {}, history.map((line) => h("li", {}, line))));
  }
}
