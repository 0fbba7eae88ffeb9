// The field that stands in the chosen cell. It holds the cell's text, all of it marked, so that typing replaces it,
// also through a Chinese input method; in "edit" the text is worked on, in "in place" with a caret of its own.

import { h } from "../common/dom.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Cursor {
  /** @param grid what the keys mean: text, readonly, label, commit, move, extend, … (see view.js). */
  constructor(grid) {
    this.grid = grid;
    this.mode = "chosen";
    this.input = h("input", {
      class: "nb-cursor",
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      onkeydown: (event) => this.key(event),
      oninput: () => this.begin(),
      oncompositionstart: () => this.begin(),
      onfocus: () => this.mark(),
      onblur: () => this.leave(),
      onmousedown: (event) => {
        if (this.mode === "chosen") event.preventDefault();
      },
      oncopy: (event) => this.mode === "chosen" && grid.changes.copy(event),
      oncut: (event) => this.mode === "chosen" && grid.changes.cut(event),
      onpaste: (event) => this.mode === "chosen" && grid.changes.paste(event),
    });
  }

  /** Whether a text is being worked on. */
  get busy() {
    return this.mode !== "chosen";
  }

  /** Stand in a cell. */
  stand(cell) {
    if (this.input.parentElement !== cell) {
      const held = document.activeElement === this.input;
      this.moving = true;
      cell.append(this.input);
      this.moving = false;
      if (held) this.focus();
    }
    this.show();
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  /** Show the cell's text anew, unless it is being worked on. */
  show() {
    if (this.busy) return;
    const { text, label, readonly } = this.grid.chosen();
    if (this.input.value !== text) this.input.value = text;
    if (this.input.readOnly !== readonly) this.input.readOnly = readonly;
    if (this.input.getAttribute("aria-label") !== label) this.input.setAttribute("aria-label", label);
    this.mark();
  }

  mark() {
    if (!this.busy && document.activeElement === this.input) this.input.select();
  }

  begin() {
    if (this.busy) return;
    this.mode = "edit";
    this.input.classList.add("nb-busy");
  }

  /** Work on the text with a caret at its end. */
  open() {
    if (this.input.readOnly) return this.grid.refuse();
    this.begin();
    this.mode = "in place";
    this.focus();
    this.input.setSelectionRange(this.input.value.length, this.input.value.length);
  }

  /** Take the text over; whether there was one. */
  finish() {
    if (!this.busy) return;
    const { text } = this.grid.chosen();
    const changed = this.input.value.trim() !== text || this.mode === "edit";
    this.end();
    if (changed) this.grid.changes.commit(this.input.value.trim());
    this.show();
  }

  end() {
    this.mode = "chosen";
    this.input.classList.remove("nb-busy");
  }

  leave() {
    if (!this.moving) this.finish();
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const handled = this.busy ? this.keyAtWork(event) : this.keyChosen(event);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Keys that mean the same in both modes. */
  keyAnyway(event) {
    const back = event.shiftKey;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      this.finish();
      return this.grid.origin();
    }
    if (event.key === "Enter") {
      this.finish();
      return this.grid.step(back ? -1 : 1, "column");
    }
    if (event.key === "Tab") {
      this.finish();
      return this.grid.step(back ? -1 : 1, "line");
    }
    return false;
  }

  keyAtWork(event) {
    if (event.key === "Escape") {
      this.end();
      this.show();
      return true;
    }
    if (ARROWS[event.key] && this.mode === "edit" && !event.shiftKey) {
      this.finish();
      return this.grid.move(...ARROWS[event.key]);
    }
    if (event.key === "F2") {
      this.mode = "in place";
      return true;
    }
    return this.keyAnyway(event);
  }

  keyChosen(event) {
    const control = event.ctrlKey || event.metaKey;
    const { key } = event;
    if (ARROWS[key] && !control) return event.shiftKey ? this.grid.extend(...ARROWS[key]) : this.grid.move(...ARROWS[key]);
    if (key === "Home" || key === "End") return this.grid.edge(key === "End", control, event.shiftKey);
    if (key === "F2") return this.open() || true;
    if (key === "Delete") return this.grid.changes.clear();
    if (key === "Escape") return this.grid.escape();
    if (control && key.toLowerCase() === "a") return this.grid.all();
    if (control && key.toLowerCase() === "z") return this.grid.changes.turn(event.shiftKey ? "redo" : "undo");
    if (control && key.toLowerCase() === "y") return this.grid.changes.turn("redo");
    if (this.input.readOnly && !control && !event.altKey && (key.length === 1 || key === "Backspace")) return this.grid.refuse();
    return this.keyAnyway(event);
  }
}
