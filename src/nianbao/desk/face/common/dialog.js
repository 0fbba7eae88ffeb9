// Dialogs over the whole page: keyboard kept inside, Escape closes, the focus goes back to where it was.

import { fill, h, keepKeys } from "./dom.js";
import { icon } from "./icons.js";

const FOCUSABLE = "button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [href], [tabindex='0']";

let count = 0;

function visible(element) {
  return element.offsetParent !== null;
}

function keepInside(box, event) {
  const stops = [...box.querySelectorAll(FOCUSABLE)].filter(visible);
  if (!stops.length) return;
  const first = stops[0];
  const last = stops[stops.length - 1];
  if (event.shiftKey && (document.activeElement === first || document.activeElement === box)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault();
    first.focus();
  }
}

/**
 * Open a dialog.
 * @param title its heading.
 * @param options.wide takes most of the page; options.closes false: only its own buttons close it.
 * @param options.onclose called once when it is gone.
 * @returns {body, foot, close}: what to fill, and a function that closes it.
 */
export function openDialog(title, { wide = false, closes = true, onclose = null } = {}) {
  const id = `nb-dialog-${++count}`;
  const before = document.activeElement;
  const body = h("div", { class: "nb-dialog-body" });
  const foot = h("div", { class: "nb-dialog-foot" });
  const cross = closes ? h("button", { class: "nb-plain", "aria-label": "关闭", onclick: () => close() }, icon("cross")) : null;
  const head = h("div", { class: "nb-dialog-head" }, h("h2", { id }, title), cross);
  const box = h(
    "div",
    { class: `nb-dialog${wide ? " nb-wide" : ""}`, role: "dialog", "aria-modal": "true", "aria-labelledby": id, tabindex: "-1" },
    head,
    body,
    foot,
  );
  const cover = h("div", { class: "nb-cover" }, box);
  keepKeys(cover);
  let open = true;
  function close() {
    if (!open) return;
    open = false;
    // A clerk whose keyboard went elsewhere meanwhile is left there.
    const back = cover.contains(document.activeElement);
    cover.remove();
    if (back && before?.isConnected) before.focus();
    onclose?.();
  }
  cover.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && closes) {
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") keepInside(box, event);
  });
  document.body.append(cover);
  box.focus();
  return { body, foot, close, box };
}

/** Put something into a dialog and the keyboard on its first control. */
export function fillDialog(dialog, body, foot = []) {
  fill(dialog.body, body);
  fill(dialog.foot, foot);
  (dialog.body.querySelector("[data-first]") ?? dialog.foot.querySelector(".nb-main") ?? dialog.box).focus();
}

/** Say in a dialog what went wrong, where a screen reader reads it out. */
export function complain(dialog, error) {
  dialog.box.querySelector(".nb-complaint")?.remove();
  dialog.foot.before(h("p", { class: "nb-complaint", role: "alert" }, error.message));
}
