// The sheets of the PDF as pictures: page navigation, zoom, and which state they show.

import { fill, h } from "../common/dom.js";

const ZOOMS = [50, 75, 100, 125, 150, 200];

export class Sheets {
  /** @param set begins to set the pages. @param picture gives a promise of a sheet as base64. */
  constructor(set, picture) {
    this.picture = picture;
    this.zoom = 100;
    this.boxes = [];
    this.urls = [];
    this.said = h("span", { class: "nb-quiet", role: "status" });
    this.again = h("button", { type: "button", class: "nb-preview-act", onclick: set }, "更新版面");
    this.number = h("input", {
      type: "number", min: "1", value: "1", class: "nb-sheet-number", "aria-label": "第几页",
      onchange: () => this.go(Number(this.number.value) - 1),
    });
    this.count = h("span", { class: "nb-quiet" });
    this.zoomed = h("span", { class: "nb-sheet-zoom", "aria-live": "polite" }, "100%");
    const small = (words, name, run) =>
      h("button", { type: "button", class: "nb-preview-act", "aria-label": name, title: name, onclick: run }, words);
    this.tools = h("div", { class: "nb-sheet-tools" },
      small("‹", "上一页", () => this.go(this.current() - 1)), this.number, this.count,
      small("›", "下一页", () => this.go(this.current() + 1)),
      h("span", { class: "nb-sheet-gap" }),
      small("−", "缩小", () => this.step(-1)), this.zoomed, small("＋", "放大", () => this.step(1)));
    this.scroll = h("div", { class: "nb-sheets-scroll", tabindex: "0", role: "region", "aria-label": "PDF 版面" });
    this.scroll.addEventListener("scroll", () => this.follow(), { passive: true });
    this.element = h("div", { class: "nb-sheets" },
      h("div", { class: "nb-sheet-said" }, this.said, this.again), this.tools, this.scroll);
  }

  show(state) {
    const { status, sizes = [], time, stale, ready = 0, error, mark } = state;
    const words = {
      none: "还没有排版面。",
      running: sizes.length ? `正在画第 ${Math.min(ready + 1, sizes.length)} 页，共 ${sizes.length} 页……` : "正在排版面，要几秒钟，可以继续编辑……",
      failed: error ?? "版面没有排出来。",
      ready: `${time} 时的内容${mark ? `（${mark}）` : ""}${stale ? "，之后又改过" : ""}。`,
    };
    this.said.textContent = words[status];
    this.said.classList.toggle("nb-preview-trouble", status === "failed");
    this.again.hidden = status === "running" || (status === "ready" && !stale);
    this.again.textContent = status === "none" ? "排版面" : status === "failed" ? "重试" : "更新版面";
    this.tools.hidden = !sizes.length;
    this.count.textContent = `/ ${sizes.length} 页`;
    this.number.max = String(sizes.length);
    if (this.time !== time || this.boxes.length !== sizes.length) this.lay(sizes, time);
    this.load(ready);
  }

  lay(sizes, time) {
    for (const url of this.urls) URL.revokeObjectURL(url);
    const top = this.scroll.scrollTop;
    this.urls = [];
    this.time = time;
    this.boxes = sizes.map(([width, height], place) => {
      const image = h("img", { alt: `第 ${place + 1} 页，共 ${sizes.length} 页`, draggable: "false" });
      const box = h("div", { class: "nb-sheet" }, image);
      box.style.aspectRatio = `${width} / ${height}`;
      return Object.assign(box, { image, asked: false });
    });
    fill(this.scroll, this.boxes);
    this.resize();
    this.scroll.scrollTop = top;
  }

  /** Fetch the pictures that are there; a few pages of an annual report are no burden. */
  async load(ready) {
    for (const [place, box] of this.boxes.slice(0, ready).entries()) {
      if (box.asked) continue;
      box.asked = true;
      const data = await this.picture(place).catch(() => null);
      if (!data || this.boxes[place] !== box) continue;
      const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
      const url = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
      this.urls.push(url);
      box.image.src = url;
    }
  }

  step(by) {
    const place = ZOOMS.indexOf(this.zoom) + by;
    if (!(place in ZOOMS)) return;
    const at = this.scroll.scrollTop / (this.scroll.scrollHeight || 1);
    this.zoom = ZOOMS[place];
    this.resize();
    this.scroll.scrollTop = at * this.scroll.scrollHeight;
  }

  resize() {
    this.zoomed.textContent = `${this.zoom}%`;
    for (const box of this.boxes) box.style.width = `${this.zoom}%`;
  }

  current() {
    const middle = this.scroll.scrollTop + this.scroll.clientHeight / 3;
    const at = this.boxes.findIndex((box) => box.offsetTop + box.offsetHeight > middle);
    return at < 0 ? this.boxes.length - 1 : at;
  }

  go(place) {
    const box = this.boxes[Math.max(0, Math.min(place, this.boxes.length - 1))];
    if (box) this.scroll.scrollTop = box.offsetTop - 8;
    this.follow();
  }

  follow() {
    if (this.boxes.length && document.activeElement !== this.number) this.number.value = String(this.current() + 1);
  }

  close() {
    for (const url of this.urls) URL.revokeObjectURL(url);
  }
}
