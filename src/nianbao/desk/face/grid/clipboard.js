// Cells to and from the clipboard, as Excel and WPS hold them.

import { h } from "../common/dom.js";

/** Put lines of texts on the clipboard of a copy event, as tabs and as a table. */
export function putOut(event, lines) {
  const table = h(
    "table",
    {},
    lines.map((line) => h("tr", {}, line.map((text) => h("td", {}, text)))),
  );
  event.clipboardData.setData("text/plain", lines.map((line) => line.join("\t")).join("\r\n"));
  event.clipboardData.setData("text/html", table.outerHTML);
  event.preventDefault();
}

/** Take what a paste event holds: {html, text, single}; `single` is a text for one cell. */
export function takeIn(event) {
  const html = event.clipboardData.getData("text/html");
  const text = event.clipboardData.getData("text/plain");
  const plain = text.replace(/[\r\n]+$/, "");
  event.preventDefault();
  return { html, text, single: !/<t[dh][\s>]/i.test(html) && !/[\t\r\n]/.test(plain) ? plain.trim() : null };
}
