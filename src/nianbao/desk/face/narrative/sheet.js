// One section's text: what the clerk has typed, what the kernel holds, and how the two come together.
//
// `sent` are the changes under way, `unsent` those typed since; together they lead from the text that the kernel
// holds (`held`, numbered `revision`) to the one in the editor. At most one edit is under way, the newest text
// comes next. A text of the kernel that isn't the echo of what was typed comes in as the smallest changes,
// moved over what was typed meanwhile, so that neither side loses anything. Nothing comes or goes during a composition.

import { ChangeSet, Transaction } from "@codemirror/state";

import { Refusal, Silence } from "../common/channel.js";
import { drop, keep } from "../common/unacknowledged.js";
import { fromKernel } from "./marks.js";
import { bare, changesBetween } from "./text.js";

/** Milliseconds of quiet after which a text is sent, and the longest that typing may put it off. */
const QUIET = 150;
const LONGEST = 600;
/** Milliseconds until a silent kernel is tried again. */
const AGAIN = 1000;

export class Sheet {
  /**
   * @param desk what all sheets share: ask(do, data), state(text) and view, told(sheet), composing.
   * @param file the parameter file, @param section the section's id.
   */
  constructor(desk, file, section) {
    Object.assign(this, { desk, file, section });
    this.part = ["sections", section];
    this.state = null; // the editor's state while another section is shown
    this.scroll = null;
    this.held = null; // the text that the kernel holds; null before it was read
    this.revision = 0;
    this.wanted = 0; // the newest number that the kernel told of
    this.sent = null;
    this.unsent = null;
    this.tried = []; // texts that a silent kernel may still come to: {text, since: what was typed after it}
    this.refused = null; // why the kernel didn't take the text
    this.silent = false;
    this.due = false;
    this.since = 0; // when the oldest change was typed that isn't acknowledged
    this.timer = null;
    this.pumping = null;
  }

  get shown() {
    return this.desk.sheet === this;
  }

  get editorState() {
    return this.shown ? this.desk.view.state : this.state;
  }

  get text() {
    return this.editorState.doc.toString();
  }

  /** Something was typed that the kernel hasn't acknowledged. */
  get dirty() {
    return Boolean(this.sent || (this.unsent && !this.unsent.empty));
  }

  /** What was typed since the kernel's text of number `revision`. */
  get typedSince() {
    return this.sent ? this.sent.compose(this.unsent) : this.unsent;
  }

  /** The clerk typed. */
  typed(changes) {
    this.unsent = this.unsent.compose(changes);
    for (const one of this.tried) one.since = one.since.compose(changes);
    this.refused = null;
    this.since ||= performance.now();
    this.schedule();
  }

  /** The kernel has a newer text. */
  newer(revision) {
    if (revision > this.wanted) this.wanted = revision;
    if (this.wanted !== this.revision) this.pump();
  }

  schedule() {
    clearTimeout(this.timer);
    const left = this.since ? LONGEST - (performance.now() - this.since) : QUIET;
    this.timer = setTimeout(() => this.send(), Math.max(0, Math.min(QUIET, left)));
  }

  /** Send what was typed now; resolves when the kernel has it, or can't be reached. */
  send() {
    clearTimeout(this.timer);
    if (this.desk.composing && this.shown) return Promise.resolve();
    this.keep();
    this.due = true;
    return this.pump();
  }

  /** Have the browser keep what isn't acknowledged. */
  keep() {
    const text = this.dirty ? bare(this.text) : this.kept;
    if (text === this.kept) return;
    keep(this.file, this.part, text, this.held);
    this.kept = text;
  }

  /** Send and fetch, one after the other, until both sides hold the same. */
  pump() {
    this.pumping ??= this.run().finally(() => {
      this.pumping = null;
    });
    return this.pumping;
  }

  async run() {
    while (!this.closed && !(this.desk.composing && this.shown)) {
      const unread = this.held === null || this.wanted !== this.revision;
      if (unread) {
        if (!(await this.fetch())) break;
      } else if (this.dirty && this.due && !this.refused) {
        if (!(await this.push())) break;
      } else break;
    }
    this.desk.told(this);
  }

  async push() {
    this.due = false;
    this.keep();
    const text = this.text;
    this.sent = this.unsent;
    this.unsent = ChangeSet.empty(text.length);
    this.desk.told(this);
    try {
      const answer = await this.ask("edit", { text, base: this.revision });
      if ("stale" in answer) {
        this.takeBack();
        this.wanted = Math.max(this.wanted, answer.stale);
        this.due = true;
        return true;
      }
      this.acknowledged(text, answer);
      return true;
    } catch (error) {
      if (error instanceof Silence) this.tried = [...this.tried.slice(-9), { text, since: this.unsent }];
      this.takeBack();
      return this.failed(error);
    }
  }

  acknowledged(text, answer) {
    if (answer.safe) {
      drop(this.file, this.part, bare(text));
      this.kept = undefined;
    }
    this.sent = null;
    this.tried = [];
    this.held = text;
    this.since = this.dirty ? performance.now() : 0;
    // Where the file holds something else than was sent, it is fetched.
    this.revision = answer.held ? answer.revision : 0;
    this.wanted = Math.max(this.wanted, answer.revision);
    if (this.dirty && !this.due) this.schedule();
  }

  takeBack() {
    this.unsent = this.typedSince;
    this.sent = null;
  }

  async fetch() {
    try {
      const { text, revision } = await this.ask("text");
      if (this.desk.composing && this.shown) return false; // it is fetched again when the composition ends
      if (this.held === null) this.begin(text);
      else this.join(text);
      this.revision = revision;
      this.wanted = Math.max(this.wanted, revision);
      return true;
    } catch (error) {
      return this.failed(error);
    }
  }

  /** The first text of a section. */
  begin(text) {
    this.held = text;
    this.unsent = ChangeSet.empty(text.length);
    this.state = this.desk.makeState(text);
    if (this.shown) this.desk.showState(this);
  }

  /** Bring the kernel's text in, over what was typed meanwhile; one that it only came to late is our own. */
  join(text) {
    const own = this.tried.find((one) => bare(one.text) === text);
    this.tried = [];
    if (own) {
      this.held = own.text;
      this.unsent = own.since;
      return;
    }
    const tail = this.held.slice(bare(this.held).length);
    const changes = changesBetween(this.held, text + tail);
    if (!changes.length) return;
    const remote = ChangeSet.of(changes, this.held.length);
    const here = remote.map(this.unsent, true);
    this.unsent = this.unsent.map(remote);
    this.held = text + tail;
    this.dispatch({
      changes: here,
      annotations: [fromKernel.of(true), Transaction.addToHistory.of(false)],
      ...this.desk.undo.cursorAfter(this, here),
    });
  }

  /** Change the text, whether it is shown or not. */
  dispatch(spec) {
    if (this.shown) {
      this.desk.view.dispatch(spec);
      return;
    }
    const transaction = this.state.update(spec);
    this.state = transaction.state;
    if (!transaction.annotation(fromKernel)) this.typed(transaction.changes);
  }

  async ask(what, data = {}) {
    const answer = await this.desk.ask(what, { ...data, file: this.file, section: this.section });
    this.silent = false;
    return answer;
  }

  failed(error) {
    if (error instanceof Refusal) this.refused = error.message;
    else if (error instanceof Silence) {
      this.silent = true;
      this.due = true;
      clearTimeout(this.timer);
      if (!this.closed) this.timer = setTimeout(() => this.pump(), AGAIN);
    } else throw error;
    return false;
  }

  /** What couldn't be edited can be now. */
  unlocked() {
    this.refused = null;
    if (this.dirty) this.send();
  }

  close() {
    this.keep();
    this.closed = true;
    clearTimeout(this.timer);
  }
}
