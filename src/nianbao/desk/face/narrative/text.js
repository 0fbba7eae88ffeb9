// Small helpers on texts.

import { diff } from "@codemirror/merge";

/** How one text becomes another in small changes, [{from, to, insert}]: a cursor between two of them stays. */
export function changesBetween(before, after) {
  // The limit bounds the search in texts that have little in common.
  return diff(before, after, { scanLimit: 500 }).map(({ fromA, toA, fromB, toB }) => ({
    from: fromA,
    to: toA,
    insert: after.slice(fromB, toB),
  }));
}

/** A text as the parameter file holds it: without line ends at its end. */
export const bare = (text) => text.replace(/\n+$/, "");

/** The form of a quoted figure, the only thing that may stand between braces. */
export const REFERENCE = /\{\{[ \t]*([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)[ \t]*\}\}/g;

/** How a figure is quoted. */
export const reference = (name) => `{{ ${name} }}`;

const LEVELS = [
  [2, /^[（(][一二三四五六七八九十百]+[）)]/],
  [3, /^\d{1,2}(?:[．、]|\.(?!\d))/],
  [4, /^[（(]\d{1,2}[）)]/],
];

/** The level of the number that a line opens with: 2 for （一）, 3 for 1., 4 for （1）; else 0. As narrative.py. */
export function levelOf(line) {
  const found = LEVELS.find(([, number]) => number.test(line.trimStart()));
  return found ? found[0] : 0;
}

/** Plain text from a clipboard, cleaned without the kernel: each line a paragraph unless blank lines part them. */
export function cleanPlain(text) {
  const lines = text
    .replace(/\r\n|[\r\x0b\x0c\x85\u2028\u2029]/g, "\n")
    .replace(/[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "")
    .split("\n")
    .map((line) => line.replace(/[^\S\n]+/g, " ").trim());
  while (lines.length && !lines[0]) lines.shift();
  while (lines.length && !lines[lines.length - 1]) lines.pop();
  return lines.includes("") ? lines.join("\n").replace(/\n{3,}/g, "\n\n") : lines.join("\n\n");
}
