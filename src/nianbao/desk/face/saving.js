// Notices of where the work is safe; the dialogs that ask what becomes of edits; saving by the keyboard.

import { Channel, Silence } from "./common/channel.js";
import { chooser } from "./common/compare.js";
import { complain, fillDialog, openDialog } from "./common/dialog.js";
import { fill, h, keepKeys } from "./common/dom.js";
import { onShow, show } from "./common/show.js";
import { forgetAside, kept, setAside } from "./common/unacknowledged.js";

/** Longer than a composition's end takes to put its text in, in milliseconds. */
const SETTLES = 100;

/** How long saving by hand waits for edits that are under way, in milliseconds. */
const ARRIVES = 2000;

const MERGE_WORDS = { mine: "用我的", theirs: "用他的", keep_both: "都留下" };
const RECOVER_WORDS = { mine: "用恢复的", theirs: "不要", keep_both: "都留下" };

/** Give a text to the clerk as a file of the browser's own. */
function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/**
 * Have the clerk choose part by part.
 * @param send called with the choices; the dialog closes when it is through.
 */
function decide(title, said, parts, words, choiceWords, action, send) {
  const dialog = openDialog(title, { wide: parts.length > 2 });
  if (!parts.length) {
    fillDialog(dialog, h("p", {}, "两边已经一样了。"), h("button", { class: "nb-main", onclick: () => send({}).then(dialog.close, dialog.close) }, "好"));
    return dialog;
  }
  const list = chooser(parts, words, choiceWords);
  const go = async (event) => {
    const choices = list.choices();
    if (!choices) {
      complain(dialog, new Error("还有没选的，请逐处选一个。"));
      list.missing()?.focus();
      return;
    }
    event.target.disabled = true;
    try {
      await send(choices);
      dialog.close();
    } catch (error) {
      event.target.disabled = false;
      complain(dialog, error);
    }
  };
  fillDialog(
    dialog,
    [h("p", {}, said), list.element],
    [h("button", { onclick: () => dialog.close() }, "以后再说"), h("button", { class: "nb-main", onclick: go }, action)],
  );
  return dialog;
}

class Saving {
  constructor(model, el) {
    this.channel = new Channel(model);
    this.model = model;
    this.notices = h("div", { class: "nb-notices", role: "status" });
    this.dialog = null;
    this.file = null;
    this.pending = [];
    this.left = 0;
    el.append(this.notices);
  }

  ask(what, data, patience = 20000) {
    return this.channel.ask(what, data, patience);
  }

  /** Have the editors send what was typed last, and wait a moment for it to reach the kernel. */
  async arrived() {
    const { file } = this.model.get("state");
    await new Promise((go) => setTimeout(go, SETTLES));
    show("send");
    for (let waited = 0; waited < ARRIVES && file && kept(file).length; waited += 50) {
      await new Promise((go) => setTimeout(go, 50));
    }
  }

  async save(leaving = false) {
    try {
      if (!leaving) await this.arrived();
      await this.channel.ask("save", { leaving }, leaving ? 0 : 5000);
    } catch (error) {
      if (error instanceof Silence) show("say", { words: "后台正忙，等它回应后会接着保存。" });
      else show("say", { words: error.message });
    }
  }

  async saveAs() {
    const { name, text } = await this.ask("copy");
    download(name, text);
  }

  // --- what is to be decided ---------------------------------------------------------------

  /** Open a dialog of which there is one at a time. */
  async only(open) {
    if (this.dialog) return;
    this.dialog = true;
    try {
      this.dialog = await open();
    } catch (error) {
      show("say", { words: error.message });
    }
    if (!this.dialog?.box?.isConnected) this.dialog = null;
    else this.watchClosed();
  }

  watchClosed() {
    const timer = setInterval(() => {
      if (this.dialog?.box?.isConnected) return;
      clearInterval(timer);
      this.dialog = null;
      this.offerKept(); // it had to wait for this one
      this.show();
    }, 100);
  }

  merge() {
    return this.only(async () => {
      await this.arrived(); // what was typed last is one of the two sides
      return decide(
        "这份底稿在别处被改过",
        "同事、另一个窗口或别的程序改了磁盘上的文件。请逐处选择，选好以后才保存；没有改动的地方照旧。",
        await this.ask("differences"),
        ["他的（磁盘上）", "我的（编报台里）"],
        MERGE_WORDS,
        "按选择保存",
        (choices) => this.ask("resolve", { choices }),
      );
    });
  }

  recover() {
    return this.only(async () => {
      const { time, parts } = await this.ask("recovered");
      return decide(
        "上次有修改没存进文件",
        `编报台上次没有正常关闭${time ? `，最后一次修改在 ${time}` : ""}。下面 ${parts.length} 处修改还在，请逐处选择。`,
        parts,
        ["文件里", "恢复的"],
        RECOVER_WORDS,
        "按选择继续",
        (choices) => this.ask("recover", { choices }),
      );
    });
  }

  /** Offer what this browser kept of edits that the kernel never acknowledged. */
  async offerKept() {
    const { file, kind, read_only: readOnly } = this.model.get("state");
    if (!this.pending.length || kind === "recovery" || readOnly || this.dialog) return;
    const entries = this.pending;
    this.pending = [];
    this.left = entries.length;
    await this.only(async () => {
      const { differs, same } = await this.ask("kept", { entries });
      forgetAside(file, same);
      this.left = differs.length;
      if (!differs.length) return null;
      return decide(
        "浏览器里还有没交上去的修改",
        `上次关闭或断开时，下面 ${differs.length} 处修改还没有交给后台，浏览器替您留着。请逐处选择。`,
        differs,
        ["现在的", "恢复的"],
        RECOVER_WORDS,
        "按选择继续",
        (choices) => this.takeKept(file, entries, choices),
      );
    });
    this.show();
  }

  async takeKept(file, entries, choices) {
    const wanted = entries.filter((entry) => choices[key(entry.part)] === "mine");
    const safe = !wanted.length || (await this.ask("take_kept", { entries: wanted }));
    // What is nowhere on disk stays here.
    const decided = entries.filter((entry) => key(entry.part) in choices && (safe || !wanted.includes(entry)));
    forgetAside(file, decided.map((entry) => entry.part));
    this.left = entries.length - decided.length;
    this.show();
  }

  /** What was put off, with a way back to it. */
  leftRow() {
    if (!this.left || this.dialog) return null;
    const again = () => {
      this.pending = setAside(this.file);
      return this.offerKept();
    };
    return h(
      "div",
      { class: "nb-notice nb-notice-recovery" },
      h("p", {}, `浏览器还替您留着 ${this.left} 处没有交上去的修改。`),
      h("button", { onclick: again }, "去选择"),
    );
  }

  // --- what is shown -----------------------------------------------------------------------

  buttons(kind) {
    const button = (words, call) => h("button", { onclick: () => Promise.resolve(call()).catch((error) => show("say", { words: error.message })) }, words);
    const copy = button("另存到别处", () => this.saveAs());
    switch (kind) {
      case "changed":
        return [button("看两边的不同", () => this.merge()), copy];
      case "gone":
        return [button("在原处重新写一份", () => this.ask("save_anew")), copy];
      case "failed":
        return [button("再试一次", () => this.save()), copy];
      case "free":
        return [button("接着编辑", () => this.ask("take_over"))];
      case "recovery":
        return [button("去选择", () => this.recover())];
      default:
        return [];
    }
  }

  show() {
    const { file, kind, notices } = this.model.get("state");
    if (file !== this.file) {
      this.file = file;
      this.pending = file ? setAside(file) : [];
      this.left = 0;
    }
    const said = kind === "recovery" ? ["上次有修改没存进文件，选好以前不能编辑。", ...notices] : notices;
    const rows = said.map((words, place) =>
      h("div", { class: `nb-notice nb-notice-${place ? "more" : kind}` }, h("p", {}, words), place ? null : this.buttons(kind)),
    );
    fill(this.notices, rows, this.leftRow());
    if (kind === "recovery") this.recover();
    else this.offerKept();
  }
}

/** Name a part as comparing.py does. */
function key(part) {
  return `[${part.map((name) => JSON.stringify(name)).join(", ")}]`;
}

/** Ctrl+S saves the report while the keyboard is in the desk, and never the page or the notebook. */
function saveKey(saving, event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "s") return;
  const inside = event.target instanceof Element && event.target.closest(".nb-desk, .nianbao");
  if (!inside && !document.body.dataset.voila) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!event.isComposing) saving.save();
}

function render({ model, el }) {
  keepKeys(el);
  const saving = new Saving(model, el);
  const update = () => saving.show();
  const onKey = (event) => saveKey(saving, event);
  const leave = () => saving.model.get("state").file && saving.save(true);
  const hide = () => document.visibilityState === "hidden" && leave();
  model.on("change:state", update);
  window.addEventListener("keydown", onKey, true);
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", hide);
  const ends = [onShow("save", () => saving.save())];
  update();
  return () => {
    model.off("change:state", update);
    window.removeEventListener("keydown", onKey, true);
    window.removeEventListener("pagehide", leave);
    document.removeEventListener("visibilitychange", hide);
    ends.forEach((end) => end());
    saving.channel.close();
  };
}

export default { render };
