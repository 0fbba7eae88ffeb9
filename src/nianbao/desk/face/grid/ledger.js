// 「从台账填入」: choose the ledger that a table is counted from, in the working folder or from the computer.

import { fill, h } from "../common/dom.js";

/** Reading a ledger may take the kernel a while. */
const PATIENCE = 30000;
const ELSEWHERE = "*";
const ENDINGS = ".xlsx,.xls,.csv";

const nameOf = (path) => path.split("/").pop();

async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces = [];
  for (let at = 0; at < bytes.length; at += 0x8000) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(pieces.join(""));
}

export class LedgerPanel {
  /** @param view the table's view; @param ledgers [{kind, name, path}] that can fill it. */
  constructor(view, ledgers) {
    this.view = view;
    this.ledgers = ledgers;
    this.button = h("button", { type: "button", "aria-expanded": "false", hidden: !ledgers.length, onclick: () => this.toggle() }, "从台账填入");
    this.element = h("div", { class: "nb-ledger", role: "group", "aria-label": "从台账填入", hidden: true });
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.stopPropagation();
      this.shut();
      this.button.focus();
    });
  }

  update(ledgers) {
    this.ledgers = ledgers;
    const given = ledgers.filter(({ path }) => path);
    this.button.title = given.length ? given.map(({ name, path }) => `${name}：${nameOf(path)}`).join("\n") : "";
    this.button.hidden = !ledgers.length;
  }

  toggle() {
    if (!this.element.hidden) return this.shut();
    return this.view.desk.channel
      .ask("ledger files")
      .then((files) => this.open(files))
      .catch((error) => this.view.say(error.message));
  }

  shut() {
    this.element.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  open(files) {
    this.kind = h("select", { "aria-label": "台账", onchange: () => this.choose() }, this.ledgers.map(({ kind, name }) => h("option", { value: kind }, name)));
    const given = [...new Set([...files, ...this.ledgers.map(({ path }) => path).filter(Boolean)])];
    this.file = h(
      "select",
      { "aria-label": "文件", onchange: () => this.choose(this.file.value) },
      h("option", { value: "" }, "不用台账"),
      given.map((path) => h("option", { value: path }, path.replace(/^params\/ledgers\//, ""))),
      h("option", { value: ELSEWHERE }, "电脑里的其他文件…"),
    );
    this.upload = h("input", { type: "file", accept: ENDINGS, "aria-label": "电脑里的台账文件" });
    this.act = h("button", { type: "button", class: "nb-main", onclick: () => this.use() }, "填入");
    fill(
      this.element,
      h("label", {}, "台账 ", this.kind),
      h("label", {}, "文件 ", this.file),
      this.upload,
      this.act,
      h("button", { type: "button", onclick: () => this.shut() }, "取消"),
    );
    this.choose();
    this.element.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.kind.focus();
  }

  /** Follow a choice; a kind of ledger brings the file that is given for it. */
  choose(path) {
    if (path === undefined) this.file.value = this.ledgers.find(({ kind }) => kind === this.kind.value)?.path ?? "";
    this.upload.hidden = this.file.value !== ELSEWHERE;
  }

  async use() {
    const chosen = { table: this.view.numbers.table.id, kind: this.kind.value, path: this.file.value };
    if (chosen.path === ELSEWHERE) {
      const [file] = this.upload.files;
      if (!file) return this.view.say("请先选一个台账文件。");
      Object.assign(chosen, { path: null, name: file.name, data: await base64(file) });
    }
    this.act.disabled = true;
    try {
      this.tell(await this.view.desk.channel.ask("use ledger", chosen, PATIENCE));
      this.shut();
    } catch (error) {
      this.view.say(error.message);
    } finally {
      this.act.disabled = false;
    }
  }

  tell({ path, filled, typed }) {
    const { view } = this;
    if (!path) return view.say("不用台账了；没有手工填的格子印作 0。");
    view.say(`由「${nameOf(path)}」填入 ${filled} 格。${typed.length ? `另有 ${typed.length} 格原来手工填了别的数，没有动。` : ""}`);
    if (!typed.length) return undefined;
    const take = () => {
      view.changes.set(typed.map(({ row, column }) => [view.geometry.find(row, column), ""]));
      view.say(`${typed.length} 格改用台账的数。`);
    };
    return view.said.append(h("button", { type: "button", class: "nb-small", onclick: take }, "这几格也改用台账的数"));
  }
}
