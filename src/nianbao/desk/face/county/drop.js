// Files for a step: dropped or chosen here, or copied into its folder by other means.

import { fill, h } from "../common/dom.js";
import { upload } from "../common/upload.js";

export class Drop {
  /**
   * @param channel asks the kernel.
   * @param complain says what went wrong.
   */
  constructor(channel, complain) {
    this.channel = channel;
    this.complain = complain;
    this.words = h("span");
    this.place = h("p", { class: "nb-quiet" });
    this.said = h("p", { class: "nb-quiet", role: "status" });
    const input = h("input", { type: "file", multiple: true, hidden: true, "aria-label": "选择文件", onchange: () => this.send([...input.files], input) });
    const choose = h("button", { onclick: () => input.click() }, "选择文件");
    this.element = h("div", { class: "nb-county-drop", hidden: true }, h("p", {}, this.words, " ", choose, input), this.place, this.said);
    this.element.addEventListener("dragover", (event) => {
      event.preventDefault();
      this.element.classList.add("nb-county-over");
    });
    this.element.addEventListener("dragleave", () => this.element.classList.remove("nb-county-over"));
    this.element.addEventListener("drop", (event) => {
      event.preventDefault();
      this.element.classList.remove("nb-county-over");
      this.send([...event.dataTransfer.files]);
    });
  }

  show(drop) {
    this.element.hidden = !drop;
    if (!drop) return;
    const { words, then, folder, count } = drop;
    if (this.words.textContent !== words) {
      fill(this.words, words);
      fill(this.said);
    }
    fill(this.place, `也可以直接放进工作文件夹的 ${folder}，${count ? `里面有 ${count} 个文件` : "现在是空的"}。${then}`);
  }

  /** Send files one after the other; one that is refused keeps no other back. */
  async send(files, input) {
    if (this.busy) return;
    this.busy = true;
    const refused = [];
    let through = 0;
    for (const file of files) {
      try {
        await upload(this.channel, file, (part) => fill(this.said, `正在放进去：${file.name}　${Math.round(part * 100)}%`));
        through += 1;
      } catch (error) {
        refused.push(error.message);
      }
    }
    fill(this.said, through ? `放进了 ${through} 个文件。` : "");
    if (refused.length) this.complain(refused.join(""));
    if (input) input.value = "";
    this.busy = false;
  }
}
