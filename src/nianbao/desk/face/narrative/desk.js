// What the parts of the editor share: the sections' sheets, the view, and what the kernel tells.

import { redo, undo } from "@codemirror/commands";
import { Compartment, EditorSelection, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

import { Channel, Silence } from "../common/channel.js";
import { h } from "../common/dom.js";
import { figuresChanged } from "./chips.js";
import { Chooser } from "./chooser.js";
import { extensions } from "./editor.js";
import { Frame } from "./frame.js";
import { LastYear } from "./last_year.js";
import { findingsField, fromKernel, neighbour, placed, setFindings } from "./marks.js";
import { Sheet } from "./sheet.js";
import { Strip } from "./strip.js";
import { reference, REFERENCE } from "./text.js";

/** Milliseconds after a composition's end in which the browser still puts its text in. */
const SETTLES = 80;
/** Milliseconds after which the clerk is told that something hasn't reached the kernel. */
const SLOW = 1500;
/** Width in pixels from which last year's text stands beside this year's. */
const WIDE = 860;
/** Height in pixels below which the guidance gets less room. */
const LOW = 500;

export class Desk {
  constructor(model) {
    Object.assign(this, { model, sheets: new Map(), sheet: null, places: new Set(), figures: new Map() });
    const id = Math.random().toString(36).slice(2);
    this.ids = { list: `nb-figures-${id}`, hint: `nb-hint-${id}` };
    this.channel = new Channel(model);
    this.editable = new Compartment();
    this.wentDone = 0;
    this.missing = new Set();
    this.extensions = extensions(this);
    this.frame = new Frame(this);
    this.strip = new Strip(this);
    this.last = new LastYear(this);
    this.chooser = new Chooser(this, (figure, back) => this.chosen(figure, back));
    this.text = h("div", { class: "nb-text" });
    this.view = new EditorView({ state: this.makeState(""), parent: this.text });
    const paper = h("div", { class: "nb-paper" }, this.text, this.strip.element, this.chooser.element);
    this.body = h("div", { class: "nb-body" }, paper, this.last.element);
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
  }

  sized() {
    this.element.classList.toggle("nb-wide", this.element.clientWidth >= WIDE);
    this.element.classList.toggle("nb-low", this.element.clientHeight < LOW);
  }

  close() {
    clearInterval(this.ticking);
    this.sizes.disconnect();
    this.room.disconnect();
    window.removeEventListener("pagehide", this.leaving);
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
    for (const [name, figure] of Object.entries(this.model.get("quoted") ?? {})) this.figures.set(name, figure);
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
    this.chooser.close(null, false);
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
    const quoted = this.model.get("quoted") ?? {};
    const names = [...this.sheet.held.matchAll(REFERENCE)].map((match) => match[1]);
    this.missing = new Set(names.filter((name) => !(name in quoted)));
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
    this.element.classList.toggle("nb-bare", bareTable);
    frame.insert.disabled = Boolean(this.locked);
    frame.insert.hidden = bareTable;
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
      for (const place of this.places) {
        place.from = transaction.changes.mapPos(place.from, 1);
        place.to = Math.max(place.from, transaction.changes.mapPos(place.to, -1));
      }
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

  /**
   * Undo and redo are the session's, across all sections and tables: what was typed last goes to the kernel first,
   * which takes back typing in bursts. Only while the kernel is silent, or refuses what is here, the editor takes
   * back what was typed in it; for the kernel that is an edit like any other when it comes back.
   */
  turn(what) {
    this.turning = (this.turning ?? Promise.resolve()).then(() => this.turnNow(what)).catch(console.error);
    return this.turning;
  }

  async turnNow(what) {
    const { sheet, view } = this;
    if (!sheet || this.composing) return;
    if (!sheet.silent) await sheet.send();
    if (sheet.silent || sheet.refused) {
      (what === "undo" ? undo : redo)(view);
      return;
    }
    this.turned = true;
    try {
      await this.ask(what, {});
      await this.sheet.pump();
    } catch (error) {
      if (!(error instanceof Silence)) this.note([error.message]);
    } finally {
      this.turned = false;
    }
  }

  /** After an undo the cursor goes to what came back. */
  cursorAfter(sheet, changes) {
    if (!this.turned || !sheet.shown) return {};
    let at = null;
    changes.iterChangedRanges((_from, _to, _new, end) => {
      at = end;
    });
    return at === null ? {} : { selection: { anchor: at }, scrollIntoView: true };
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

  // --- figures ----------------------------------------------------------------------------------

  figureOf(name) {
    return this.missing?.has(name) ? { missing: true } : this.figures?.get(name);
  }

  /** Open the chooser; what is chosen takes the place of a stretch, or of the selection. */
  chooseFigure(from, to) {
    if (this.locked || !this.hasText || this.chooser.open) return;
    const { main } = this.view.state.selection;
    this.into = this.hold({ from: from ?? main.from, to: to ?? main.to });
    const box = this.body.getBoundingClientRect();
    const at = this.view.coordsAtPos(main.head) ?? { top: box.top, bottom: box.top };
    const below = box.bottom - at.bottom;
    const above = at.top - box.top;
    const height = Math.max(180, Math.min(340, Math.max(below, above) - 8));
    const top = below >= above ? at.bottom - box.top + 4 : at.top - box.top - height - 4;
    this.chooser.show(Math.max(0, Math.min(top, box.height - height)), height);
  }

  chosen(figure, back) {
    const place = this.into;
    this.release(place);
    if (figure) {
      this.figures.set(figure.name, figure);
      this.missing.delete(figure.name);
      const insert = reference(figure.name);
      this.view.dispatch({
        changes: { from: place.from, to: place.to, insert },
        selection: { anchor: place.from + insert.length },
        userEvent: "input",
        scrollIntoView: true,
      });
    }
    if (back) this.view.focus();
  }

  /** Hold on to a stretch while the text around it may change. */
  hold({ from, to }) {
    const place = { from, to };
    this.places.add(place);
    return place;
  }

  release(place) {
    this.places.delete(place);
  }

  /** The room for the text changed. */
  keepCursorInView(anyway = this.view.hasFocus || !this.strip.element.hidden) {
    if (!anyway || this.composing || !this.hasText) return;
    this.view.dispatch({ effects: EditorView.scrollIntoView(this.view.state.selection.main.head, { yMargin: 8 }) });
  }
}
