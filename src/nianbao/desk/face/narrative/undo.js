// Undo and redo are the session's, across all sections and tables: what was typed last goes to the kernel first,
// which takes back typing in bursts. Only while the kernel is silent, or refuses what is here, the editor takes back
// what was typed in it; for the kernel that is an edit like any other when it comes back.

import { redo, undo } from "@codemirror/commands";

import { Silence } from "../common/channel.js";

export class Undo {
  constructor(desk) {
    this.desk = desk;
    this.last = Promise.resolve();
    this.underWay = false;
  }

  /** Take a step back or do it again, after those that were asked for before. */
  turn(what) {
    this.last = this.last.then(() => this.turnNow(what)).catch(console.error);
    return this.last;
  }

  async turnNow(what) {
    const { desk } = this;
    const { sheet } = desk;
    if (!sheet || desk.composing) return;
    if (!sheet.silent) await sheet.send();
    if (sheet.silent || sheet.refused) {
      (what === "undo" ? undo : redo)(desk.view);
      return;
    }
    this.underWay = true;
    try {
      await desk.ask(what, {});
      await desk.sheet.pump();
    } catch (error) {
      if (!(error instanceof Silence)) desk.note([error.message]);
    } finally {
      this.underWay = false;
    }
  }

  /** After an undo the cursor goes to what came back. */
  cursorAfter(sheet, changes) {
    if (!this.underWay || !sheet.shown) return {};
    let at = null;
    changes.iterChangedRanges((_from, _to, _new, end) => {
      at = end;
    });
    return at === null ? {} : { selection: { anchor: at }, scrollIntoView: true };
  }
}
