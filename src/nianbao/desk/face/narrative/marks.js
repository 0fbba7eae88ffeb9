// Findings in the text: underlined at their place, which moves along while the clerk types on.

import { Annotation, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

/** Marks a change that came from the kernel and goes nowhere. */
export const fromKernel = Annotation.define();

/** Replaces the findings: [{finding, from, to}]; those without a place have null for both. */
export const setFindings = StateEffect.define();

function moved(list, changes) {
  return list
    .map((one) => {
      if (one.from === null) return one;
      const from = changes.mapPos(one.from, 1);
      const to = Math.max(from, changes.mapPos(one.to, -1));
      return { ...one, from, to, fixes: movedFixes(one.fixes, changes) };
    })
    .filter((one) => one.from === null || one.from < one.to);
}

/** Edits where something was typed meanwhile are no longer safe; the kernel's next answer brings new ones. */
function movedFixes(fixes, changes) {
  if (fixes.some((fix) => changes.touchesRange(fix.from, fix.to))) return [];
  return fixes.map((fix) => ({ ...fix, from: changes.mapPos(fix.from), to: changes.mapPos(fix.to) }));
}

/** The findings of the shown text, in its order. */
export const findingsField = StateField.define({
  create: () => [],
  update(list, transaction) {
    let found = transaction.docChanged ? moved(list, transaction.changes) : list;
    for (const effect of transaction.effects) if (effect.is(setFindings)) found = effect.value;
    return found;
  },
  provide: (field) => EditorView.decorations.compute([field, "selection"], (state) => drawn(state, field)),
});

function drawn(state, field) {
  const { head } = state.selection.main;
  const marks = state
    .field(field)
    .filter((one) => one.from !== null && one.to <= state.doc.length)
    .map((one) => {
      const at = one.from <= head && head <= one.to ? " nt-at" : "";
      const name = `nt-finding nt-${one.finding.severity}${at}`;
      // Inclusive, so that it goes round a chip; how it moves is said above.
      return Decoration.mark({ class: name, inclusive: true }).range(one.from, one.to);
    });
  return Decoration.set(marks, true);
}

/** Bring findings that the kernel placed in an older text to the present one. */
export function placed(findings, changes, length) {
  const list = findings.map((finding) => ({
    finding,
    from: finding.start,
    to: finding.end,
    fixes: finding.fixes.map((fix) => ({ from: fix.start, to: fix.end, insert: fix.put })),
  }));
  const valid = list.filter((one) => one.from === null || one.to <= (changes ? changes.length : length));
  const sorted = valid.sort((one, other) => (one.from ?? Infinity) - (other.from ?? Infinity));
  return changes && !changes.empty ? moved(sorted, changes) : sorted;
}

/** The findings that stand at a place. */
export function findingsAt(state, at) {
  return state.field(findingsField).filter((one) => one.from !== null && one.from <= at && at <= one.to);
}

/** The next finding after the cursor, or the one before it, round the end; null when there is none. */
export function neighbour(state, step) {
  const { head } = state.selection.main;
  const list = state.field(findingsField).filter((one) => one.from !== null);
  if (!list.length) return null;
  if (step > 0) return list.find((one) => one.from > head) ?? list[0];
  return [...list].reverse().find((one) => one.from < head) ?? list[list.length - 1];
}
