// What the parts of the editor share: the sections' sheets, the view, and what the kernel tells.

import { Compartment, EditorSelection, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

import { Channel } from "../common/channel.js";
import { h } from "../common/dom.js";
import { onShow } from "../common/show.js";
import { figuresChanged } from "./chips.js";
import { extensions } from "./editor.js";
import { Frame } from "./frame.js";
import { LastYear } from "./last_year.js";
import { findingsField, fromKernel, neighbour, placed, setFindings } from "./marks.js";
import { Quoting } from "./quoting.js";
import { Sheet } from "./sheet.js";
import { Strip } from "./strip.js";
import { Undo } from "./undo.js";

/** Milliseconds after a composition's end in which the browser still puts its text in. */
const SETTLES = 80;
/** Milliseconds after which the clerk is told that something hasn't reached the kernel. */
const SLOW = 1500;
/** Width in pixels from which last year's text stands beside this year's. */
const WIDE = 860;
/** Height in pixels below which the guidance gets less room. */
const LOW = 600;

export class Desk {
  constructor(model) {
    Object.assign(this, { model, sheets: new Map(), sheet: null });
    const id = Math.random().toString(36).slice(2);
    this.ids = { list: `nt-figures-${id}`, hint: `nt-hint-${id}` };
    this.channel = new Channel(model);
    this.editable = new Compartment();
    this.wentDone = 0;
    this.quoting = new Quoting(this);
    this.undo = new Undo(this);
    this.extensions = extensions(this);
    this.frame = new Frame(this);
    this.strip = new Strip(this);
    this.last = new LastYear(this);
    this.text = h("div", { class: "nt-text" });
    this.view = new EditorView({ state: this.makeState(""), parent: this.text });
    const paper = h("div", { class: "nt-paper" }, this.text, this.strip.element, this.quoting.chooser.element);
    this.body = h("div", { class: "nt-body" }, paper, this.last.element);
    const { frame } = this;
    this.element = h(
      "section",
      { class: "nb-narrative" },
      frame.head,
      frame.guide,
      frame.nothing,
      this.body,
      frame.note,
      frame.alert,
      frame.foot,
      frame.hint,
    );
    this.ticking = setInterval(() => this.standing(), 500);
    this.sizes = new ResizeObserver(() => this.sized());
    this.sizes.observe(this.element);
    this.room = new ResizeObserver(() => this.keepCursorInView());
    this.room.observe(this.text);
    this.leaving = () => this.sheets.forEach((sheet) => sheet.keep());
    window.addEventListener("pagehide", this.leaving);
    this.hurried = onShow("send", () => this.sheets.forEach((sheet) => sheet.send()));
  }

  sized() {
    this.element.classList.toggle("nt-wide", this.element.clientWidth >= WIDE);
    this.element.classList.toggle("nt-low", this.element.clientHeight < LOW);
  }

  close() {
    clearInterval(this.ticking);
    this.sizes.disconnect();
    this.room.disconnect();
    window.removeEventListener("pagehide", this.leaving);
    this.hurried();
    this.sheets.forEach((sheet) => sheet.close());
    this.view.destroy();
    this.channel.close();
  }

  // --- what the kernel shows --------------------------------------------------------------------

  get latest() {
    return this.model.get("state") ?? {};
  }

  get aboutSection() {
    return this.model.get("about") ?? {};
  }

  get quoted() {
    return this.model.get("quoted") ?? {};
  }

  get label() {
    return this.aboutSection.label ?? "";
  }

  get locked() {
    return this.latest.locked;
  }

  get where() {
    return { file: this.sheet?.file, section: this.sheet?.section };
  }

  /** The section's text is there to be edited. */
  get hasText() {
    return Boolean(this.sheet && this.sheet.held !== null);
  }

  get isEmpty() {
    return this.hasText && !this.view.state.doc.toString().trim();
  }

  get composing() {
    return this.view.compositionStarted;
  }

  ask(what, data, patience) {
    return this.channel.ask(what, data, patience);
  }

  /** State, section or figures changed. */
  follow() {
    const state = this.latest;
    this.element.hidden = !state.section;
    if (!state.section) return;
    if (this.file !== state.file) this.openFile(state.file);
    this.quoting.learn(this.quoted, this.sheet?.held ?? "");
    this.frame.about(this.aboutSection);
    this.show(state.section);
    this.sheet.newer(state.revision);
    this.settle();
  }

  openFile(file) {
    this.sheets.forEach((sheet) => sheet.close());
    this.sheets.clear();
    this.sheet = null;
    this.file = file;
  }

  show(section) {
    if (this.sheet?.section === section) return;
    this.quoting.chooser.close(null, false);
    const old = this.sheet;
    if (old?.state) {
      old.state = this.view.state;
      old.scroll = this.view.scrollSnapshot();
      old.send();
    }
    if (!this.sheets.has(section)) this.sheets.set(section, new Sheet(this, this.file, section));
    this.sheet = this.sheets.get(section);
    this.anyway = false;
    this.frame.say([]);
    this.showState(this.sheet);
    this.last.found = null;
    this.last.later(true);
  }

  /** Put a sheet's text into the view. */
  showState(sheet) {
    const focused = this.view.hasFocus;
    this.view.setState(sheet.state ?? this.makeState(""));
    if (sheet.scroll) this.view.dispatch({ effects: sheet.scroll });
    if (focused) this.view.focus();
    this.strip.update(true);
  }

  makeState(text) {
    return EditorState.create({ doc: text, extensions: this.extensions });
  }

  // --- bringing what is shown up to date --------------------------------------------------------

  /** A sheet sent or fetched something. */
  told() {
    this.settle();
  }

  settle() {
    if (!this.sheet || this.composing) return;
    this.lock();
    if (this.hasText && this.latest.revision === this.sheet.revision && this.latest.section === this.sheet.section) {
      this.marks();
      this.go();
    }
    this.around();
  }

  lock() {
    const locked = Boolean(this.locked) || !this.hasText;
    if (this.wasLocked && !this.locked) this.sheets.forEach((sheet) => sheet.unlocked());
    this.wasLocked = Boolean(this.locked);
    this.element.dataset.shows = this.hasText ? this.sheet.section : "";
    if (this.view.state.readOnly !== locked) {
      this.view.dispatch({ effects: this.editable.reconfigure(EditorState.readOnly.of(locked)) });
    }
  }

  marks() {
    const state = this.latest;
    if (this.marked === state && this.markedIn === this.view.state.field(findingsField)) return;
    const doc = this.view.state.doc;
    const findings = state.findings.map((one) => ({ ...state.told[one.told], ...one }));
    const list = placed(findings, this.sheet.typedSince, doc.length);
    this.quoting.learn(this.quoted, this.sheet.held);
    this.view.dispatch({ effects: [setFindings.of(list), figuresChanged.of(null)] });
    this.marked = state;
    this.markedIn = this.view.state.field(findingsField);
    this.frame.counted(state.characters);
  }

  /** Go where the kernel was asked to go. */
  go() {
    const { went } = this.latest;
    if (!went || went.number === this.wentDone) return;
    this.wentDone = went.number;
    if (went.start !== null) {
      const at = Math.min(this.sheet.typedSince.mapPos(Math.min(went.start, this.sheet.typedSince.length)), this.view.state.doc.length);
      this.view.dispatch({
        selection: EditorSelection.cursor(at),
        effects: EditorView.scrollIntoView(at, { y: "center" }),
      });
    }
    if (went.focus) this.view.focus();
  }

  around() {
    const { frame } = this;
    const about = this.aboutSection;
    const bareTable = this.isEmpty && about.tables?.length > 0 && !this.anyway;
    this.body.hidden = bareTable;
    this.element.classList.toggle("nt-bare", bareTable);
    this.quoting.button.disabled = Boolean(this.locked);
    this.quoting.button.hidden = bareTable;
    frame.offer(about, this.isEmpty, bareTable);
    frame.found(this.view.state.field(findingsField), this.latest.more ?? 0);
    this.last.take.hidden = !this.last.found || !this.isEmpty || Boolean(this.locked);
    this.standing();
    this.strip.update();
  }

  standing() {
    const { sheet } = this;
    if (!sheet) return;
    const all = [...this.sheets.values()];
    const slow = all.some((one) => one.dirty && (one.silent || (one.sent && performance.now() - one.since > SLOW)));
    const words = this.locked
      ? this.locked
      : !this.hasText
        ? "正在打开…"
        : slow
          ? "还没有交给后台（后台忙或已停止）；文字已存在浏览器里，可以接着写。"
          : "";
    this.frame.standing(words, sheet.refused);
  }

  // --- what the clerk does ----------------------------------------------------------------------

  updated(update) {
    for (const transaction of update.transactions) {
      if (!transaction.docChanged) continue;
      this.quoting.moved(transaction.changes);
      if (this.hasText && !transaction.annotation(fromKernel)) this.sheet.typed(transaction.changes);
      this.last.later();
    }
    const typed = update.transactions.some((one) => one.isUserEvent("input.type") || one.isUserEvent("delete"));
    if (typed) this.strip.typed();
    if (update.docChanged && this.hasText && !this.composing) this.around();
    else if (update.selectionSet || update.docChanged) this.strip.update(!update.docChanged);
  }

  /** A composition may have ended. */
  composed() {
    setTimeout(() => {
      if (this.composing || !this.sheet) return;
      this.sheet.pump();
      if (this.sheet.dirty) this.sheet.schedule();
      this.settle();
    }, SETTLES);
  }

  toFinding(step) {
    const one = neighbour(this.view.state, step);
    if (!one) {
      if (this.view.state.field(findingsField).length) this.strip.general();
      else this.note(["这一部分没有校核问题。"]);
      return;
    }
    this.view.focus();
    this.view.dispatch({ selection: { anchor: one.from }, scrollIntoView: true });
  }

  /** Carry out the safe edits of a finding. */
  mend(one) {
    const list = this.view.state.field(findingsField);
    const same = list.filter((other) => other.finding.code === one.finding.code && other.finding.message === one.finding.message);
    const nearest = same.sort((a, b) => Math.abs(a.from - one.from) - Math.abs(b.from - one.from))[0];
    this.view.focus();
    if (!nearest?.fixes.length || this.view.state.readOnly) return;
    this.view.dispatch({ changes: nearest.fixes, userEvent: "input.mend", scrollIntoView: true });
    this.sheet.send();
  }

  compare(open) {
    this.last.toggle(open);
    // Where both stand one above the other there is no room left for the guidance.
    if (open && this.element.clientWidth < WIDE) this.frame.closeGuide();
    requestAnimationFrame(() => this.keepCursorInView(true));
  }

  /** Put a first text into an empty section. */
  begin(text) {
    if (!this.isEmpty || this.locked) return;
    this.anyway = true;
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text }, userEvent: "input" });
    this.sheet.send();
    this.view.focus();
  }

  writeAnyway() {
    this.anyway = true;
    this.around();
    this.view.focus();
  }

  note(notes) {
    this.frame.say(notes);
  }

  /** The room for the text changed. */
  keepCursorInView(anyway = this.view.hasFocus || !this.strip.element.hidden) {
    if (!anyway || this.composing || !this.hasText) return;
    this.view.dispatch({ effects: EditorView.scrollIntoView(this.view.state.selection.main.head, { yMargin: 8 }) });
  }
}
