// Puts text on the clipboard, where the page may: a plain http address has no clipboard of its own.

import { h } from "./dom.js";

/** Copy a text; tells whether it worked. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyAsOfOld(text);
  }
}

function copyAsOfOld(text) {
  const held = document.activeElement;
  const area = h("textarea", { style: "position: fixed; opacity: 0", "aria-hidden": "true" });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  held?.focus();
  return done;
}

/** Make a button that copies what `text` gives, and says so on itself for a while. */
export function copyButton(words, text, attributes = {}) {
  const button = h("button", { ...attributes, onclick: async () => {
    button.textContent = (await copy(text())) ? "已复制" : "没有复制上";
    setTimeout(() => { button.textContent = words; }, 1500);
  } }, words);
  return button;
}
