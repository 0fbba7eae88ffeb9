// What a colleague changed in a Word file that comes back: part by part, with comments, and a choice for each.

import { bothTexts, difference } from "../common/compare.js";
import { h } from "../common/dom.js";

const CHOICE_WORDS = { mine: "用我的（不带回）", theirs: "用他的（带回）", keep_both: "都留下" };

/** Below this many characters in all, what was and what is to be stand beside each other: 0 and 7 would read as 07. */
const SHORT = 24;

function shown(one) {
  if (one.conflict) return bothTexts(one, ["我的（底稿里）", "他的（Word 里）"]);
  if (one.before && one.after && one.before.length + one.after.length < SHORT) return bothTexts(one, ["原来", "改成"]);
  return difference(one.pieces);
}

function change(one) {
  return h(
    "div",
    { class: "nb-change" },
    h("p", { class: "nb-caption" }, `${one.where}（${one.what}）`),
    shown(one),
    one.authors.length ? h("p", { class: "nb-caption" }, `修订：${one.authors.join("；")}`) : null,
  );
}

function comment(one) {
  const about = one.where || one.anchor ? `在${one.where}${one.anchor ? `「${one.anchor}」` : ""}上` : "";
  const said = [one.date, about, one.done ? "已解决" : ""].filter(Boolean).join("，");
  return h(
    "div",
    { class: "nb-comment", role: "note", "aria-label": `批注：${one.author}` },
    h("p", { class: "nb-caption" }, h("strong", {}, `批注　${one.author}`), said ? `　${said}` : ""),
    h("p", {}, one.text),
    one.replies.map((reply) => h("p", { class: "nb-reply" }, h("strong", {}, `${reply.author}：`), reply.text)),
  );
}

function notices(words) {
  return words.length ? h("ul", { class: "nb-named" }, words.map((one) => h("li", {}, one))) : null;
}

/** Say that a quoted number was changed: it follows its source, unless the clerk wants it fixed here. */
function figure(one) {
  const source = one.source ? `（${one.source}）` : "";
  return h(
    "p",
    { class: "nb-figure-edit" },
    `${one.where}：引用的数字「${one.label}」被改：`,
    h("del", {}, one.before),
    " ",
    h("ins", {}, one.after),
    `。数字错了，请改来处${source}，文字会跟着变。`,
  );
}

/**
 * Build the review.
 * @param found as coming_back.py gives it.
 * @returns {element, choices(), literal(), missing()}: choices gives {key: choice}, or null while one is missing.
 */
export function reviewView(found) {
  const chosen = new Map(found.parts.filter((part) => part.choices.length && part.usual).map((part) => [part.key, part.usual]));
  const fixed = new Set();
  const waiting = found.parts.filter((part) => part.choices.length && !part.usual);

  const choice = (part, place) =>
    part.choices.map((one) =>
      h(
        "label",
        { class: "nb-choice" },
        h("input", { type: "radio", name: `nb-take-${place}`, value: one, checked: chosen.get(part.key) === one, onchange: () => chosen.set(part.key, one) }),
        CHOICE_WORDS[one],
      ),
    );
  const fix = (part) =>
    h(
      "label",
      { class: "nb-choice" },
      h("input", { type: "checkbox", onchange: (event) => (event.target.checked ? fixed.add(part.key) : fixed.delete(part.key)) }),
      "只要这里不同：照改后的数写死",
    );
  const item = (part, place) =>
    h(
      "fieldset",
      { class: "nb-part", "data-key": part.key },
      h("legend", {}, part.name, part.conflict ? h("span", { class: "nb-wrong" }, "　生成 Word 以后底稿也改过，请选一个") : null),
      part.changes.map(change),
      part.figures.map(figure),
      part.literal ? fix(part) : null,
      part.revisions.length ? h("p", { class: "nb-caption" }, `修订：${part.revisions.join("；")}`) : null,
      notices(part.notices),
      part.comments.map(comment),
      part.choices.length ? h("div", { class: "nb-choices" }, choice(part, place)) : null,
    );

  const whole =
    found.notices.length || found.comments.length
      ? h("fieldset", { class: "nb-part" }, h("legend", {}, "全文"), notices(found.notices), found.comments.map(comment))
      : null;
  const element = h("div", { class: "nb-parts nb-returning" }, found.parts.map(item), whole);
  return {
    element,
    choices: () => {
      if (waiting.some((part) => !chosen.has(part.key))) return null;
      const given = Object.fromEntries(chosen);
      for (const key of fixed) given[key] ??= "theirs";
      return given;
    },
    literal: () => [...fixed],
    missing: () => {
      const part = waiting.find((one) => !chosen.has(one.key));
      return part && element.querySelector(`[data-key="${CSS.escape(part.key)}"] input[type=radio]`);
    },
    takable: found.parts.some((part) => part.choices.length || part.literal),
  };
}
