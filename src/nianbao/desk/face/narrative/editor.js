// The editor itself: CodeMirror with our grammar, keys and clipboard.

import { history, standardKeymap } from "@codemirror/commands";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, hoverTooltip, keymap, placeholder } from "@codemirror/view";

import { chips } from "./chips.js";
import { clipboard } from "./clipboard.js";
import { joinParagraphs, newLine, newParagraph } from "./keys.js";
import { look } from "./look.js";
import { findingsAt, findingsField } from "./marks.js";

/** Let a shortcut do something; CodeMirror asks for none while an input method composes. */
const does = (action) => () => {
  action();
  return true;
};

function shortcuts(desk) {
  return [
    { key: "Mod-z", run: does(() => desk.undo.turn("undo")) },
    { key: "Mod-y", run: does(() => desk.undo.turn("redo")) },
    { key: "Mod-Shift-z", run: does(() => desk.undo.turn("redo")) },
    { key: "F8", run: does(() => desk.toFinding(1)), shift: does(() => desk.toFinding(-1)) },
    // On Windows Ctrl+Space turns the input method on and off and may never come here.
    { key: "Ctrl-Space", run: does(() => desk.quoting.choose()) },
    { key: "Alt-i", run: does(() => desk.quoting.choose()) },
    { key: "Enter", run: newParagraph, shift: newLine },
    { key: "Backspace", run: joinParagraphs(-1) },
    { key: "Delete", run: joinParagraphs(1) },
  ];
}

/** What the browser's own menu calls undo is the session's undo too. */
function menuUndo(desk) {
  return (event) => {
    const what = { historyUndo: "undo", historyRedo: "redo" }[event.inputType];
    if (!what) return false;
    event.preventDefault();
    desk.undo.turn(what);
    return true;
  };
}

/** The chooser opens at the second brace, of either width. */
const braces = (desk) =>
  EditorView.inputHandler.of((view, from, to, text) => {
    if (view.composing || !/^[{｛]$/.test(text)) return false;
    if (!/[{｛]/.test(view.state.sliceDoc(from - 1, from))) return false;
    view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + 1 }, userEvent: "input.type" });
    desk.quoting.choose(from - 1);
    return true;
  });

/** The extensions of every section's state. */
export function extensions(desk) {
  return [
    Prec.highest(keymap.of(shortcuts(desk))),
    Prec.highest(EditorView.domEventHandlers({ beforeinput: menuUndo(desk) })),
    keymap.of(standardKeymap),
    history(), // for a kernel that is silent; see undo.js
    EditorView.lineWrapping,
    EditorView.contentAttributes.of(() => ({
      "aria-label": `${desk.label}，正文`,
      "aria-describedby": desk.ids.hint,
      lang: "zh-CN",
      tabindex: "0",
      "data-keys": "F8",
      spellcheck: "false",
      autocorrect: "off",
    })),
    EditorState.phrases.of({ "Control character": "控制字符" }),
    desk.editable.of(EditorState.readOnly.of(false)),
    placeholder("在这里写。输入 {{ 可以插入数据。"),
    look,
    chips((name) => desk.quoting.figureOf(name)),
    findingsField,
    braces(desk),
    clipboard(desk),
    EditorView.updateListener.of((update) => desk.updated(update)),
    EditorView.domEventHandlers({
      compositionend: () => {
        desk.composed();
      },
      blur: () => {
        desk.composed();
        desk.sheet?.send(); // before what a click elsewhere asks for, such as an undo
      },
    }),
    hoverTooltip((view, at) => hovered(desk, view, at), { hoverTime: 350 }),
  ];
}

function hovered(desk, view, at) {
  const found = findingsAt(view.state, at).filter((one) => !desk.strip.shows(one));
  if (!found.length || view.composing) return null;
  return {
    pos: found[0].from,
    end: found[0].to,
    above: true,
    create: () => ({ dom: desk.strip.popup(found) }),
  };
}
