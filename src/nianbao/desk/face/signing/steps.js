// The steps with who took them when, and below them what was changed since.

import { difference } from "../common/compare.js";
import { h } from "../common/dom.js";

// Every Chinese font has these.
const SIGNS = { holds: "√", void: "×", returned: "退", doubt: "？", none: "" };

function step(one, number, due, correct) {
  const { name, role, mark, words, entry, unsettled } = one;
  return h(
    "li",
    { class: `nb-step nb-step-${mark}`, "aria-current": due ? "step" : null },
    h("span", { class: "nb-step-number", "aria-hidden": "true" }, SIGNS[mark] || String(number + 1)),
    h("div", { class: "nb-step-what" },
      h("span", { class: "nb-step-name" }, name, role ? h("span", { class: "nb-quiet" }, `（${role}）`) : null),
      entry ? h("span", { class: "nb-step-who" }, `${entry.name}　${entry.date}`) : null,
      entry?.remark ? h("span", { class: "nb-step-remark" }, entry.remark) : null,
      unsettled ? h("span", { class: "nb-step-unsettled" }, `登记时还有 ${unsettled} 处必须修改`) : null),
    h("span", { class: "nb-step-mark" }, due && mark === "none" ? "该办" : words),
    mark === "holds" && correct
      ? h("button", { type: "button", class: "nb-plain nb-step-correct", "aria-label": `更正${name}的登记`, onclick: () => correct(number) }, "更正")
      : null,
  );
}

function changed({ place, words, pieces }) {
  return h("li", {}, h("p", { class: "nb-caption" }, place), pieces.length ? difference(pieces) : h("p", {}, words));
}

function voided({ steps, count, places }) {
  const rest = count - places.length;
  return h(
    "section",
    { class: "nb-void" },
    h("h3", {}, `${steps.join("、")}作废：登记以后改过 ${count} 处`),
    h("p", { class: "nb-quiet" }, "划掉的是登记时的，下划线的是现在的。改回原样，登记就又有效。"),
    h("ul", {}, places.map(changed)),
    rest > 0 ? h("p", { class: "nb-quiet" }, `另有 ${rest} 处，没有一一列出。`) : null,
  );
}

/** What may be online was changed. */
function untold(toCorrect) {
  return h("p", { class: "nb-untold" }, "先前各步签过的已经公布了的，还要登记改了什么、为什么改。",
    h("button", { type: "button", onclick: toCorrect }, "登记公布后更正"));
}

/**
 * Show how far a report is.
 * @param found what signing_shown.py gives.
 * @param correct called with the number of a step whose entry is to be corrected; null where nothing can be.
 * @param toCorrect shows what is written down once a report is published.
 */
export function stepsOf(found, correct, toCorrect) {
  const { state, said, problems, steps, due, former } = found;
  return [
    h("p", { class: "nb-signing-state" }, h("strong", { class: "nb-state-word", "data-state": state }, state), h("span", {}, said)),
    problems.length ? h("div", { class: "nb-signing-problems", role: "alert" }, problems.map((words) => h("p", {}, words))) : null,
    h("ol", { class: "nb-steps", "aria-label": "签发的各步" }, steps.map((one, number) => step(one, number, !problems.length && number === due, correct))),
    former.map((words) => h("p", { class: "nb-quiet" }, `另有${words}`)),
    !problems.length && found.untold ? untold(toCorrect) : null,
    problems.length ? null : found.void.map(voided),
  ];
}
