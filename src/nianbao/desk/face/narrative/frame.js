// What stands around the text: title and buttons, guidance, the sentence for nothing, count and state.

import { fill, h } from "../common/dom.js";

const GUIDE = "nianbao:guide";

function remembered() {
  try {
    return localStorage.getItem(GUIDE) !== "closed";
  } catch {
    return true;
  }
}

function remember(open) {
  try {
    localStorage.setItem(GUIDE, open ? "open" : "closed");
  } catch {
    // a browser that may not store anything forgets it
  }
}

/** A button that is pressed or not. */
function toggle(label, pressed, action, attributes = {}) {
  const button = h(
    "button",
    {
      ...attributes,
      "aria-pressed": String(pressed),
      onclick: () => {
        const now = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(now));
        action(now);
      },
    },
    label,
  );
  return button;
}

export class Frame {
  constructor(desk) {
    this.desk = desk;
    this.title = h("h2", {});
    this.last = toggle("对照去年", false, (on) => desk.compare(on));
    this.guiding = toggle("写作要求", remembered(), (on) => {
      this.guide.hidden = !on;
      remember(on);
    });
    this.guide = h("section", { class: "nt-guide", "aria-label": "写作要求", tabindex: "0", hidden: !remembered() });
    this.nothing = h("div", { class: "nt-nothing", hidden: true });
    this.count = h("span", { class: "nt-count" });
    this.findings = h("span", { class: "nt-findings" });
    this.state = h("span", { class: "nt-state", role: "status" });
    this.note = h("div", { class: "nt-note", role: "status", hidden: true });
    this.alert = h("div", { class: "nt-alert", role: "alert", hidden: true });
    this.head = h("header", { class: "nt-head" }, this.title, h("div", { class: "nt-buttons" }, desk.quoting.button, this.last, this.guiding));
    const hint = "F8 到下一处问题；Alt+I 插入数据；Tab 到光标处的问题和数据。";
    this.hint = h("p", { id: desk.ids.hint, class: "nt-unseen" }, hint);
    this.foot = h("footer", { class: "nt-foot" }, this.count, this.findings, this.state);
  }

  closeGuide() {
    this.guide.hidden = true;
    this.guiding.setAttribute("aria-pressed", "false");
  }

  /** Another section, or other guidance. */
  about(about) {
    if (JSON.stringify(about) === this.told) return;
    this.told = JSON.stringify(about);
    this.title.textContent = about.label ?? "";
    fill(
      this.guide,
      h("p", {}, about.guidance ?? ""),
      about.legal ? h("p", { class: "nb-quiet" }, `依据：${about.legal}`) : null,
    );
    this.last.hidden = !about.last;
  }

  /** Offer what may stand in an empty section. */
  offer(about, empty, bare) {
    const { desk } = this;
    this.nothing.hidden = !empty || Boolean(desk.locked) || !(about.none || bare);
    // A button that is made anew between the mouse going down and up gets no click.
    const key = JSON.stringify([about.section, about.none, bare]);
    if (this.nothing.hidden || key === this.offered) return;
    this.offered = key;
    fill(
      this.nothing,
      bare ? h("p", {}, `这一部分以${about.tables.join("、")}报告，一般不必另写文字。`) : null,
      about.none ? h("p", {}, `没有要写的，会印：「${about.none}」`) : null,
      h(
        "div",
        { class: "nt-buttons" },
        about.none ? h("button", { class: "nt-small", onclick: () => desk.begin(about.none) }, "照此填写") : null,
        bare ? h("button", { class: "nt-small", onclick: () => desk.writeAnyway() }, "另写一段文字") : null,
      ),
    );
  }

  counted(characters) {
    this.count.textContent = `${characters.toLocaleString("zh-CN")} 字`;
  }

  found(list, more) {
    const general = list.filter((one) => one.from === null).length;
    const placed = list.length - general + more;
    const key = `${placed} ${general}`;
    if (key === this.foundKey) return;
    this.foundKey = key;
    const { desk } = this;
    fill(
      this.findings,
      placed
        ? [
            h("button", { class: "nt-small", "aria-label": "上一处问题", title: "Shift+F8", onclick: () => desk.toFinding(-1) }, "‹"),
            h("span", {}, `${placed} 处问题`),
            h("button", { class: "nt-small", "aria-label": "下一处问题", title: "F8", onclick: () => desk.toFinding(1) }, "›"),
          ]
        : h("span", {}, list.length ? "" : "没有校核问题"),
      general ? h("button", { class: "nt-small", onclick: () => desk.strip.general() }, `整个部分 ${general} 处`) : null,
    );
  }

  /** Say how the text stands with the kernel. */
  standing(words, refused) {
    if (this.state.textContent !== words) this.state.textContent = words;
    const said = refused ? `没有交给后台：${refused}文字还在这里，改好后会自动再交。` : "";
    if (this.alert.textContent !== said) this.alert.textContent = said;
    this.alert.hidden = !said;
  }

  say(notes) {
    this.note.hidden = !notes.length;
    const close = h("button", { class: "nt-small", "aria-label": "知道了", onclick: () => this.say([]) }, "×");
    fill(this.note, h("span", {}, notes.join("")), notes.length ? close : null);
  }
}
