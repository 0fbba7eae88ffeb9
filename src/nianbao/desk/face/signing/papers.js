// 送签材料: the button that has the signing set written, how far that is, and the papers to open or download.

import { fill, h } from "../common/dom.js";
import { refill } from "./views.js";

const WHAT = "报告、保密审查表、信息发布审核表、发文稿纸、报送函、佐证材料清单一次生成，各有 Word 和 PDF；登记过的姓名、日期都已填好。";
export const NOTE = "软件筛查不代替人工保密审查；每份材料页脚的内容校验码相同，才是同一稿。";

export class Papers {
  /** @param act called with what is to be done: "papers", "cancel", "findings", "all", or "open"/"save" and a name. */
  constructor(act) {
    this.act = act;
    this.panel = h("div", { class: "nb-papers" });
    this.said = h("div", { class: "nb-papers-said", role: "status" });
    this.seconds = h("span", { class: "nb-quiet" });
  }

  show(set) {
    this.tick(set.busy);
    this.say(set);
    refill(this.panel, set.busy ? "[data-do=cancel]" : "[data-do=papers]",
      h("p", { class: "nb-quiet" }, WHAT), this.begin(set), this.said, this.made(set));
  }

  /** The words change only when they are others, so that a screen reader says them once. */
  say({ busy, said }) {
    const words = busy ? "正在生成送签材料，可以关上这里继续编辑……" : said?.words;
    const left = (!busy && said?.left) || [];
    const key = [words, ...left].join("\n");
    this.said.hidden = !words;
    if (!words || key === this.told) return;
    this.told = key;
    fill(this.said, h("p", { class: `nb-papers-${busy ? "info" : said.kind}` }, words),
      left.length ? h("div", { class: "nb-papers-left" }, h("strong", {}, "还要手工办的："), h("ul", {}, left.map((one) => h("li", {}, one)))) : null);
  }

  begin({ busy, why, files }) {
    const button = (name, words, more = {}) => h("button", { type: "button", "data-do": name, onclick: () => this.act(name), ...more }, words);
    if (busy) return h("div", { class: "nb-sign-row" }, h("div", { class: "nb-working", role: "progressbar", "aria-label": "正在生成送签材料" }, h("span")), this.seconds, button("cancel", "取消"));
    return h("div", { class: "nb-sign-row" },
      button("papers", files.length ? "重新生成送签材料" : "生成送签材料", { class: "nb-main", disabled: Boolean(why), "aria-describedby": why ? "nb-papers-why" : null }),
      why ? h("span", { id: "nb-papers-why", class: "nb-papers-why" }, why) : null,
      why.includes("必须修改") ? button("findings", "看校核问题") : null);
  }

  made({ files, folder, age, stale }) {
    if (!files.length) return null;
    return [
      h("p", { class: `nb-papers-age${stale ? " nb-papers-stale" : " nb-quiet"}` }, age, h("br"), `在 ${folder} 里。`),
      h("ul", { class: "nb-papers-files", "aria-label": "送签材料" }, files.map((file) => this.file(file))),
      h("button", { type: "button", "data-do": "all", onclick: () => this.act("all") }, "全部下载（一个压缩包）"),
    ];
  }

  file({ name, forms }) {
    const act = (what, words, file) => h("button", { type: "button", class: "nb-papers-act", "data-do": `${what} ${file}`, "aria-label": `${words}：${name}`, onclick: () => this.act(what, file) }, words);
    return h("li", {}, h("span", { class: "nb-papers-name" }, name),
      h("span", { class: "nb-papers-acts" }, forms.map(([file, kind]) => [kind === "PDF" ? act("open", "打开 PDF", file) : null, act("save", `下载 ${kind}`, file)])));
  }

  tick(busy) {
    if (Boolean(this.timer) === busy) return;
    clearInterval(this.timer);
    const since = Date.now();
    const show = () => { this.seconds.textContent = `已用 ${Math.round((Date.now() - since) / 1000)} 秒`; };
    this.timer = busy ? setInterval(show, 1000) : null;
    if (busy) show();
  }

  close() {
    clearInterval(this.timer);
    this.timer = null;
  }
}
