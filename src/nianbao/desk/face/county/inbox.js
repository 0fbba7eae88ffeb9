// Files for 收件: dropped or chosen here, or copied into the folder by other means.

import { fill, h } from "../common/dom.js";
import { upload } from "../common/upload.js";

export class Inbox {
  /**
   * @param channel asks the kernel.
   * @param complain says what went wrong.
   */
  constructor(channel, complain) {
    this.channel = channel;
    this.complain = complain;
    this.place = h("p", { class: "nb-quiet" });
    this.said = h("p", { class: "nb-quiet", role: "status" });
    const input = h("input", { type: "file", multiple: true, hidden: true, "aria-label": "选择要收的文件", onchange: () => this.send([...input.files], input) });
    const choose = h("button", { onclick: () => input.click() }, "选择文件");
    this.element = h("div", { class: "nb-county-drop", hidden: true }, h("p", {}, "把各单位交来的文件拖到这里，或者 ", choose, input), this.place, this.said);
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

  show(inbox) {
    this.element.hidden = !inbox;
    if (!inbox) return;
    const { folder, count } = inbox;
    const there = count ? `里面有 ${count} 个文件` : "现在是空的";
    fill(this.place, `也可以直接放进工作文件夹的 ${folder}，${there}。收过的留在里面也不要紧，不会收两次。`);
  }

  /** Send files one after the other; one that is refused keeps no other back. */
  async send(files, input) {
    if (this.busy) return;
    this.busy = true;
    const refused = [];
    let through = 0;
    for (const file of files) {
      try {
        await upload(this.channel, file, (part) => fill(this.said, `正在放进收件箱：${file.name}　${Math.round(part * 100)}%`));
        through += 1;
      } catch (error) {
        refused.push(error.message);
      }
    }
    fill(this.said, through ? `放进了 ${through} 个文件，请按「收件」。` : "");
    if (refused.length) this.complain(refused.join(""));
    if (input) input.value = "";
    this.busy = false;
  }
}
