// Shows a list anew without taking away what is being typed in it.

import { fill } from "../common/dom.js";

/** Replace what is in an element; the field that has the keyboard, known by `data-key`, keeps its text and its place. */
export function refill(element, ...children) {
  const held = element.contains(document.activeElement) ? document.activeElement : null;
  const { key } = held?.dataset ?? {};
  const typed = held && "value" in held ? { value: held.value, start: held.selectionStart, end: held.selectionEnd } : null;
  const scrolled = element.scrollTop;
  fill(element, children);
  element.scrollTop = scrolled;
  if (!key) return;
  const again = element.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!again) return;
  if (typed && again.tagName === "INPUT" && again.type === "text") {
    again.value = typed.value;
    again.setSelectionRange(typed.start, typed.end);
  }
  again.focus();
}
