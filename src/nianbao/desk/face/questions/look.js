// What the answers would write, before it is written.

import { h } from "../common/dom.js";

/**
 * Show it.
 * @param found what questions.py says of the answers.
 * @param acts {back, write, goTo, close}
 */
export function lookPage({ problems, tables, sections, others, left }, { back, write, goTo, close }) {
  const wrong = ({ field, message }) => h("li", {}, message, h("button", { type: "button", class: "nb-small", onclick: () => goTo(field) }, "去填"));
  const text = ({ label, paragraphs }) => [h("dt", {}, label), ...paragraphs.map((one) => h("dd", {}, one))];
  return h(
    "div",
    { class: "nb-look" },
    h("h2", { tabindex: "-1", "data-first": "" }, problems.length ? `还有 ${problems.length} 处没有答完` : "将要写入"),
    problems.length ? h("ul", { class: "nb-problems" }, problems.map(wrong)) : null,
    [...tables, ...others].length && !problems.length ? h("ul", {}, [...tables, ...others].map((one) => h("li", {}, one))) : null,
    problems.length ? null : h("dl", {}, sections.flatMap(text)),
    problems.length ? null : h("p", { class: "nb-quiet" }, "正文里引自表格的数，改了表格会跟着改。"),
    left.length ? h("ul", { class: "nb-left" }, left.map((one) => h("li", {}, one))) : null,
    h("div", { class: "nb-complaint", role: "alert" }),
    h(
      "div",
      { class: "nb-buttons" },
      h("button", { type: "button", onclick: back }, "上一题"),
      h("button", { type: "button", class: "nb-main", disabled: problems.length > 0, onclick: write }, "写入年报"),
      h("button", { type: "button", class: "nb-end", onclick: close }, "先收起"),
    ),
  );
}
