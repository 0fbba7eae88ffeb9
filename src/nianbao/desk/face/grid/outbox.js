// What was typed into cells on its way to the kernel: kept by the browser first, sent in order, at most one
// batch under way, dropped when acknowledged. What the kernel refused stays, with the reason, until it is put right.

import { Refusal } from "../common/channel.js";
import { CHANGED, drop, keep, kept } from "../common/unacknowledged.js";

/** How long the kernel may take before the clerk is told, in milliseconds. */
const SLOW = 400;

/** How long it may take before what was sent counts as lost and is sent again; setting a cell twice is harmless. */
const PATIENCE = { first: 10000, most: 60000 };
const PAUSE = 1000;

const keyOf = (file, part) => `${file}\n${JSON.stringify(part)}`;

export class Outbox {
  /**
   * @param channel the line to the kernel.
   * @param told called after each change; gets notes of the kernel, if there are any.
   */
  constructor(channel, told) {
    Object.assign(this, { channel, told, queue: [], pending: new Map(), unsafe: [] });
    Object.assign(this, { busy: false, slow: false, closed: false, patience: PATIENCE.first });
    this.onChanged = ({ detail }) => this.followStore(detail.file);
    window.addEventListener(CHANGED, this.onChanged);
  }

  /** Show what the browser still keeps of a file; it is sent only when the clerk says so (saving.js). */
  load(file) {
    for (const { part, value } of file ? kept(file) : []) {
      const key = keyOf(file, part);
      if (part[0] === "tables" && !this.pending.has(key)) this.pending.set(key, { file, part, text: value ?? "", state: "held" });
    }
  }

  /** What isn't acknowledged of a cell: {text, state: "waiting" | "refused" | "held", problem}, or undefined. */
  of(file, part) {
    return this.pending.get(keyOf(file, part));
  }

  /** Set cells in one action: [{table, row, column, text, base}]. */
  set(file, cells) {
    if (!cells.length) return;
    for (const { table, row, column, text, base } of cells) {
      const part = ["tables", table, row, column];
      keep(file, part, text, base);
      this.pending.set(keyOf(file, part), { file, part, text, state: "waiting" });
    }
    this.queue.push({ file, cells });
    this.told();
    this.pump();
  }

  /** Give up what was refused or held of a cell. */
  forget(file, part) {
    this.pending.delete(keyOf(file, part));
    drop(file, part);
    this.told();
  }

  /** Whether all that was typed has been sent and answered. */
  get idle() {
    return !this.busy && !this.queue.length;
  }

  /** Undo or redo, when nothing is under way; gives what is to be said to the clerk, or nothing. */
  async turn(what) {
    if (!this.idle) await new Promise((done) => setTimeout(done, SLOW));
    if (!this.idle) return "刚才填的还没有交给后台，请稍后再撤销或重做。";
    try {
      await this.channel.ask(what);
      return "";
    } catch (error) {
      return error instanceof Refusal ? error.message : "后台正忙，轮到时会撤销或重做，请不要再按。";
    }
  }

  async pump() {
    if (this.busy) return;
    this.busy = true;
    while (this.queue.length && !this.closed) await this.send();
    this.busy = false;
    this.told();
  }

  async send() {
    const { file } = this.queue[0];
    const other = this.queue.findIndex((action) => action.file !== file);
    const batch = this.queue.slice(0, other < 0 ? undefined : other);
    const actions = batch.map(({ cells }) => cells.map(({ base, ...cell }) => cell));
    const timer = setTimeout(() => this.setSlow(true), SLOW);
    const began = Date.now();
    try {
      const answer = await this.channel.ask("edit", { file, actions }, this.patience);
      this.queue.splice(0, batch.length);
      this.patience = PATIENCE.first;
      this.setSlow(false);
      this.settle(file, batch, answer);
    } catch (error) {
      if (error instanceof Refusal) {
        this.queue.splice(0, batch.length);
        const problem = error.message;
        this.settle(file, batch, { safe: true, results: batch.map(({ cells }) => cells.map(() => ({ problem }))) });
      } else if (!this.closed) {
        this.setSlow(true);
        // A line that is cut answers at once; one that is busy has had its time.
        await new Promise((done) => setTimeout(done, Date.now() - began < PAUSE ? PAUSE : 0));
        this.patience = Math.min(this.patience * 2, PATIENCE.most);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  setSlow(slow) {
    if (this.slow === slow) return;
    this.slow = slow;
    this.told();
  }

  settle(file, batch, { elsewhere, results, safe }) {
    if (elsewhere) return;
    const notes = [];
    batch.forEach(({ cells }, at) =>
      cells.forEach(({ table, row, column, text }, place) => {
        const part = ["tables", table, row, column];
        const entry = this.of(file, part);
        const { problem, note } = results[at]?.[place] ?? {};
        if (note) notes.push(note);
        if (entry?.text !== text) return; // typed again meanwhile
        if (problem) Object.assign(entry, { state: "refused", problem });
        else {
          this.pending.delete(keyOf(file, part));
          this.unsafe.push([file, part, text]);
        }
      }),
    );
    // Without a journal (a full disk) the browser goes on keeping it.
    if (safe) for (const one of this.unsafe.splice(0)) drop(...one);
    this.told(notes);
  }

  /** Another part of the page has dealt with what was kept. */
  followStore(file) {
    const left = new Set(kept(file).map(({ part }) => keyOf(file, part)));
    let gone = 0;
    for (const [key, entry] of this.pending) {
      if (entry.file === file && entry.state !== "waiting" && !left.has(key)) gone += this.pending.delete(key);
    }
    if (gone) this.told();
  }

  close() {
    this.closed = true;
    window.removeEventListener(CHANGED, this.onChanged);
  }
}
