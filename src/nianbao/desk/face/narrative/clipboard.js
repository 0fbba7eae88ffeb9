// Copy gives what is printed; paste takes clean text. Word's HTML is cleaned by the kernel, which knows how.

import { EditorView } from "@codemirror/view";

import { printed } from "./chips.js";
import { cleanPlain } from "./text.js";

/** Our own text with its references, for pasting within the desk. */
const OWN = "application/x-nianbao-narrative";
/** Milliseconds after which the plain text has to do. */
const PATIENCE = 1500;

function copied(desk, event, view) {
  const { main } = view.state.selection;
  if (main.empty) return false;
  const text = view.state.sliceDoc(main.from, main.to);
  event.clipboardData.setData("text/plain", printed(text, (name) => desk.quoting.figureOf(name)));
  event.clipboardData.setData(OWN, text);
  event.preventDefault();
  if (event.type === "cut" && !view.state.readOnly) {
    view.dispatch({ changes: { from: main.from, to: main.to }, userEvent: "delete.cut", scrollIntoView: true });
  }
  return true;
}

/** Put pasted text in; several paragraphs begin in a paragraph of their own when the cursor's line is empty. */
function put(desk, sheet, place, text) {
  const { doc } = sheet.editorState;
  const [from, to] = [place.from, place.to].map((at) => Math.min(at, doc.length));
  const line = doc.lineAt(from);
  const directly = !line.text.trim() && line.number > 1 && doc.line(line.number - 1).text.trim();
  const insert = directly && text.includes("\n") ? `\n${text}` : text;
  sheet.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    userEvent: "input.paste",
    scrollIntoView: sheet.shown,
  });
}

async function pasteMarkup(desk, view, html, plain) {
  const sheet = desk.sheet;
  const place = desk.quoting.hold(view.state.selection.main);
  let pasted = { text: cleanPlain(plain), notes: ["后台没有回应，只贴了文字，编号可能不全，请核对。"] };
  try {
    pasted = await desk.ask("paste", { html }, PATIENCE);
  } catch {
    // the plain text has to do
  }
  desk.quoting.release(place);
  if (sheet.closed) return;
  if (pasted.text) put(desk, sheet, place, pasted.text);
  desk.note(pasted.text ? pasted.notes : ["剪贴板里没有能贴的文字。"]);
}

function pasted(desk, event, view) {
  const data = event.clipboardData;
  if (!data || view.state.readOnly) return false;
  const [own, html, plain] = [OWN, "text/html", "text/plain"].map((kind) => data.getData(kind));
  if (!own && !html && !plain) {
    if ([...data.types].includes("Files")) desk.note(["图片和文件贴不进正文。"]);
    event.preventDefault();
    return true;
  }
  event.preventDefault();
  const plainly = desk.plainPaste;
  desk.plainPaste = false;
  if (own) put(desk, desk.sheet, view.state.selection.main, own);
  else if (html && !plainly) pasteMarkup(desk, view, html, plain);
  else put(desk, desk.sheet, view.state.selection.main, cleanPlain(plain));
  return true;
}

/** Copying, cutting and pasting. */
export function clipboard(desk) {
  return EditorView.domEventHandlers({
    keydown: (event) => {
      desk.plainPaste = event.shiftKey && (event.ctrlKey || event.metaKey) && event.code === "KeyV";
      return false;
    },
    copy: (event, view) => copied(desk, event, view),
    cut: (event, view) => copied(desk, event, view),
    paste: (event, view) => pasted(desk, event, view),
  });
}
