// The files of a step: opened in a tab, saved one by one, or all in one zip.

import { download, open } from "../common/files.js";
import { fill, h } from "../common/dom.js";

export class Files {
  /** @param ask asks the kernel. */
  constructor(ask) {
    this.ask = ask;
    this.heading = h("h3");
    this.place = h("span", { class: "nb-quiet" });
    this.all = h("button", { onclick: () => this.fetch("pack", {}, download) }, "全部下载");
    this.list = h("ul", { class: "nb-county-files" });
    this.element = h("section", { class: "nb-county-made", hidden: true },
      h("div", { class: "nb-county-row" }, this.heading, this.place, this.all), this.list);
  }

  show({ files, folder, made }) {
    const key = JSON.stringify([files, folder, made]);
    if (key === this.shown) return;
    this.shown = key;
    this.element.hidden = !files.length;
    fill(this.heading, made);
    this.list.setAttribute("aria-label", made);
    this.all.hidden = files.length < 2;
    fill(this.place, `在工作文件夹的 ${folder} 里，共 ${files.length} 个`);
    fill(this.list, files.map((file) => this.row(file)));
  }

  row({ name, opens }) {
    const act = (verb, run) =>
      h("button", { "aria-label": `${verb} ${name}`, onclick: () => this.fetch("file", { name }, run) }, verb);
    return h("li", {}, h("span", { class: "nb-county-file" }, name), opens ? act("打开", open) : null, act("下载", download));
  }

  async fetch(what, data, use) {
    const found = await this.ask(what, data);
    if (found) use(found.answer);
  }
}
