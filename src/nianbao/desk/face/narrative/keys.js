// What keys do to the text. A blank line parts paragraphs, so Enter makes one, and Backspace takes it back whole.

import { EditorSelection } from "@codemirror/state";

/** Enter: a new paragraph. In an empty line, and with Shift, only a line. */
export function newParagraph(view) {
  if (view.state.readOnly) return false;
  view.dispatch(
    view.state.changeByRange((range) => {
      const { doc } = view.state;
      const first = doc.lineAt(range.from);
      const empty = !first.text.trim() && range.empty;
      const insert = empty ? "\n" : "\n\n";
      return {
        changes: { from: range.from, to: range.to, insert },
        range: EditorSelection.cursor(range.from + insert.length),
      };
    }),
    { scrollIntoView: true, userEvent: "input.type" },
  );
  return true;
}

/** Shift+Enter: a line break, which prints as nothing between Chinese characters. */
export function newLine(view) {
  if (view.state.readOnly) return false;
  view.dispatch(view.state.replaceSelection("\n"), { scrollIntoView: true, userEvent: "input.type" });
  return true;
}

/** Join two paragraphs: the cursor stands at the start of one (`step` -1) or the end of one (1). */
export const joinParagraphs = (step) => (view) => {
  const { state } = view;
  const { main, ranges } = state.selection;
  if (state.readOnly || !main.empty || ranges.length > 1) return false;
  const { head } = main;
  const [from, to] = step < 0 ? [head - 2, head] : [head, head + 2];
  if (from < 0 || to > state.doc.length || state.doc.sliceString(from, to) !== "\n\n") return false;
  view.dispatch({ changes: { from, to }, scrollIntoView: true, userEvent: "delete" });
  return true;
};
