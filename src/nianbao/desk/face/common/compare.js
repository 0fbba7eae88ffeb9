// Parts with two texts each, their difference, and a choice between them.

import { h } from "./dom.js";

/** Show how one text became another, as Word shows a 修订. */
export function difference(pieces) {
  const shown = { same: "span", gone: "del", new: "ins" };
  return h("div", { class: "nb-difference" }, pieces.map(([kind, text]) => h(shown[kind], {}, text)));
}

function text(label, value) {
  return h("div", { class: "nb-side-text" }, h("p", { class: "nb-caption" }, label), h("div", { class: "nb-side-body", tabindex: "0", role: "region", "aria-label": label }, value || "（空白）"));
}

/** Both texts and their difference: numbers and short texts on one line. */
export function bothTexts(part, [before, after]) {
  const short = part.before.length + part.after.length < 60 && !/\n/.test(part.before + part.after);
  if (short) {
    return h("p", { class: "nb-short" }, `${before}：`, h("del", {}, part.before || "（空白）"), `　${after}：`, h("ins", {}, part.after || "（空白）"));
  }
  return h(
    "div",
    {},
    h("div", { class: "nb-two" }, text(before, part.before), text(after, part.after)),
    h("details", {}, h("summary", {}, "逐字比较"), difference(part.pieces)),
  );
}

/**
 * A list of parts to choose from.
 * @param parts as comparing.py gives them: key, name, before, after, pieces, whose, choices, usual.
 * @param words labels of the two texts, [before, after].
 * @param choiceWords what each choice is called.
 * @returns {element, choices()}: choices gives {key: choice}, or null while one is missing.
 */
export function chooser(parts, words, choiceWords) {
  const chosen = new Map(parts.filter((part) => part.usual).map((part) => [part.key, part.usual]));
  const options = (part, place) =>
    part.choices.map((choice) =>
      h(
        "label",
        { class: "nb-choice" },
        h("input", {
          type: "radio",
          name: `nb-choice-${place}`,
          value: choice,
          checked: chosen.get(part.key) === choice,
          onchange: () => chosen.set(part.key, choice),
        }),
        choiceWords[choice],
      ),
    );
  const item = (part, place) =>
    h(
      "fieldset",
      { class: "nb-part" },
      h("legend", {}, part.name, part.whose ? h("span", { class: "nb-quiet" }, `　${part.whose}`) : null),
      bothTexts(part, words),
      h("div", { class: "nb-choices" }, options(part, place)),
    );
  const element = h("div", { class: "nb-parts" }, parts.map(item));
  const choices = () => (chosen.size === parts.length ? Object.fromEntries(chosen) : null);
  const missing = () => element.querySelectorAll("fieldset")[parts.findIndex((part) => !chosen.has(part.key))]?.querySelector("input");
  return { element, choices, missing };
}
