// How the grammar shows: paragraphs set in, numbered lines as subheads, **words** bold, links told apart.

import { Decoration, ViewPlugin } from "@codemirror/view";

import { levelOf } from "./text.js";

const LEAD_LIMIT = 40; // as nianbao.narrative: a longer first sentence is no heading
const SENTENCE_END = /[。！？：；]/;
const BOLD = /\*\*(?=[^\n]*?\S)([^\n]*?)\*\*/g;
const LINK = /(?:https?:\/\/|mailto:)[A-Za-z0-9._~:/?#@!$&'()+,;=%[\]-]+/g;

const paragraph = Decoration.line({ class: "nt-paragraph" });
const heading = [2, 3, 4].map((level) => Decoration.line({ class: `nt-heading nt-heading-${level}` }));
const lead = Decoration.mark({ class: "nt-lead" });
const strong = Decoration.mark({ class: "nt-strong" });
const asterisks = Decoration.mark({ class: "nt-syntax" });
const link = Decoration.mark({ class: "nt-link" });

function ofLine(line, before, found) {
  const { text, from } = line;
  const level = levelOf(text);
  const start = text.length - text.trimStart().length;
  if (!text.trim()) return;
  const end = SENTENCE_END.exec(text);
  if (level && !end && text.trim().length <= LEAD_LIMIT) {
    found.push(heading[level - 2].range(from));
  } else if (level || !before.trim()) {
    found.push(paragraph.range(from));
    if (level && end && end.index < LEAD_LIMIT) found.push(lead.range(from + start, from + end.index + 1));
  }
  for (const match of text.matchAll(BOLD)) {
    const open = from + match.index;
    const close = open + match[0].length;
    if (!match[1].trim()) continue;
    found.push(asterisks.range(open, open + 2), strong.range(open + 2, close - 2), asterisks.range(close - 2, close));
  }
  for (const match of text.matchAll(LINK)) found.push(link.range(from + match.index, from + match.index + match[0].length));
}

function build(view) {
  const found = [];
  const { doc } = view.state;
  for (const { from, to } of view.visibleRanges) {
    for (let number = doc.lineAt(from).number; number <= doc.lines; number++) {
      const line = doc.line(number);
      if (line.from > to) break;
      ofLine(line, number > 1 ? doc.line(number - 1).text : "", found);
    }
  }
  return Decoration.set(found, true);
}

export const look = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = build(view);
    }

    update(update) {
      if (update.docChanged || update.viewportChanged) this.decorations = build(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
