// One question with its fields.

import { fill, h } from "../common/dom.js";

function choice(field, answers, changed) {
  const now = answers.of(field);
  const one = ({ value, words }, place) =>
    h(
      "label",
      { class: "nb-choice" },
      h("input", {
        type: "radio",
        name: `nb-${field.id}`,
        value,
        checked: now === value,
        "data-first": now === value || (!now && !place) ? "" : null,
        onchange: () => changed(field, value),
      }),
      ` ${words}`,
    );
  return h("span", { role: "radiogroup", "aria-label": field.label, "data-field": field.id }, field.choices.map(one));
}

function writing(field, answers, changed, next) {
  const attributes = {
    id: `nb-${field.id}`,
    "data-field": field.id,
    "data-first": "",
    autocomplete: "off",
    placeholder: field.example || null,
    oninput: (event) => changed(field, event.target.value),
    onkeydown: (event) => {
      if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
      if (field.long && !event.ctrlKey) return;
      event.preventDefault();
      next();
    },
  };
  const element = field.long
    ? h("textarea", { ...attributes, rows: "2" })
    : h("input", { ...attributes, type: field.kind === "date" ? "date" : "text", class: field.kind === "number" ? "nb-number" : "" });
  element.value = answers.of(field);
  return element;
}

function row(field, answers, changed, next) {
  const control = field.kind === "choice" ? choice(field, answers, changed) : writing(field, answers, changed, next);
  const label = `${field.label}${field.optional ? "（可不填）" : ""}`;
  return h(
    "div",
    { class: `nb-field${field.kind === "number" ? "" : " nb-wide"}` },
    field.kind === "choice" ? h("span", {}, label) : h("label", { for: `nb-${field.id}` }, label),
    control,
    field.unit ? h("span", {}, field.unit) : null,
    field.said ? h("span", { class: "nb-quiet" }, `${field.said}${field.unit}`) : null,
  );
}

/**
 * Show a question.
 * @param acts {at, count, back, next, close}
 */
export function askPage(question, answers, { at, count, back, next, close }) {
  const rows = h("div", { class: "nb-fields" });
  const asked = () => question.fields.filter((field) => answers.isAsked(field));
  const draw = () => fill(rows, asked().map((field) => row(field, answers, changed, next)));

  function changed(field, answer) {
    const before = asked().length;
    answers.set(field.id, answer);
    if (asked().length !== before) {
      draw();
      rows.querySelector(`[data-field="${CSS.escape(field.id)}"] :checked, #nb-${CSS.escape(field.id)}`)?.focus();
      return;
    }
    for (const other of question.fields) {
      const element = rows.querySelector(`#nb-${CSS.escape(other.id)}`);
      if (element && other !== field && element.value !== answers.of(other)) element.value = answers.of(other);
    }
  }

  const zeros = () => {
    for (const field of asked()) {
      if (field.kind === "number" && !answers.of(field)) answers.set(field.id, "0");
    }
    draw();
  };
  draw();
  const numbers = question.fields.filter(({ kind }) => kind === "number").length;
  const kept = question.written.map((label) => `「${label}」已经写了内容，不会动它。`);
  return h(
    "div",
    { class: "nb-ask" },
    h("div", { class: "nb-progress" }, h("span", {}, `第 ${at + 1} 题，共 ${count} 题`), h("progress", { max: count, value: at + 1, "aria-label": "进度" })),
    h(
      "fieldset",
      {},
      h("legend", {}, question.ask),
      question.help ? h("p", { class: "nb-quiet" }, question.help) : null,
      kept.map((one) => h("p", { class: "nb-quiet" }, one)),
      rows,
    ),
    h("div", { class: "nb-complaint", role: "alert" }),
    h(
      "div",
      { class: "nb-buttons" },
      back ? h("button", { type: "button", onclick: back }, "上一题") : null,
      h("button", { type: "button", class: "nb-main", onclick: next, "data-first": question.fields.length ? null : "" }, "下一题"),
      numbers > 1 ? h("button", { type: "button", onclick: zeros }, "空着的都填 0") : null,
      h("button", { type: "button", class: "nb-end", onclick: close }, "先收起"),
    ),
  );
}
