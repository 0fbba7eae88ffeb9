// One finding: where, what, what to do; the fix, the 情况说明 and the explanation below it.

import { fill, h } from "../common/dom.js";

/** Make the element of a finding; `updateItem` fills it. `act` is told what a click asks for. */
export function makeItem(item, act) {
  const head = h("button", { class: "nb-finding-head", type: "button", onclick: () => act.go(item.key) });
  const actions = h("div", { class: "nb-finding-actions" });
  const below = h("div", { class: "nb-finding-below" });
  const element = h("li", { class: "nb-finding-item", "data-key": item.key }, head, actions, below);
  Object.assign(element, { head, actions, below, act });
  return element;
}

/** Bring a finding's element up to date; what is open below it stays open. */
export function updateItem(element, item) {
  const { head, actions, act } = element;
  element.item = item;
  element.className = `nb-finding-item nb-finding-${item.reason === null ? item.severity : "answered"}`;
  head.toggleAttribute("data-goes", item.goes);
  head.title = item.goes ? "到这一处（回车）" : "";
  fill(
    head,
    h(
      "span",
      { class: "nb-finding-place" },
      item.place || item.code,
      item.place ? h("span", { class: "nb-finding-code" }, item.code) : null,
    ),
    h("span", { class: "nb-finding-message" }, item.message),
    item.quote && h("span", { class: "nb-finding-quote" }, `原文：${item.quote}`),
    item.reason === null
      ? item.suggestion && h("span", { class: "nb-finding-advice" }, item.suggestion)
      : h("span", { class: "nb-finding-reason" }, `情况说明：${item.reason}`),
  );
  const held = actions.contains(document.activeElement) ? document.activeElement.dataset.do : null;
  fill(actions, buttons(element, item, act));
  if (held) (actions.querySelector(`[data-do=${held}]`) ?? head).focus();
}

function buttons(element, item, act) {
  const named = `：${item.message}`;
  const make = (name, words, run, more = {}) =>
    h(
      "button",
      { type: "button", class: "nb-finding-act", "data-do": name, "aria-label": words + named, onclick: run, ...more },
      words,
    );
  const write = () => openReason(element);
  return [
    item.fixes > 0 && item.reason === null &&
      make("fix", item.fixes > 1 ? `改正 ${item.fixes} 处` : "改正", () => act.fix(item.key), {
        class: "nb-finding-act nb-finding-fix",
      }),
    item.reason !== null && make("answer", "修改说明", write),
    (item.reason !== null || item.about) &&
      make("withdraw", item.about ? "删去这条说明" : "撤回说明", () => act.withdraw(item.key)),
    item.reason === null && item.about && item.code === "Y101" && make("answer", "补写原因", write),
    item.reason === null && item.answerable && !item.about && make("answer", "情况说明", write),
    make("explain", "为什么", () => explain(element), {
      "aria-expanded": String(Boolean(element.below.querySelector(".nb-finding-why"))),
    }),
  ];
}

function openReason(element) {
  const { below, item, act } = element;
  const close = () => {
    form.remove();
    (element.querySelector("[data-do=answer]") ?? element.head).focus();
  };
  const area = h("textarea", {
    rows: "3",
    "aria-label": `情况说明的原因：${item.message}`,
    placeholder: "写明不改的原因，如：按上级要求，用简称。",
    onkeydown: (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape") close();
      if (event.key === "Enter" && event.ctrlKey) send();
      event.stopPropagation();
    },
  });
  area.value = item.reason ?? "";
  const send = async () => {
    if (await act.answer(item.key, area.value)) form.remove();
    else area.focus();
  };
  const form = h(
    "div",
    { class: "nb-finding-form" },
    area,
    h("div", { class: "nb-finding-actions" },
      h("button", { type: "button", class: "nb-finding-act nb-main", onclick: send }, "写入说明"),
      h("button", { type: "button", class: "nb-finding-act", onclick: close }, "取消")),
  );
  fill(below, form);
  area.focus();
}

async function explain(element) {
  const { below, item, act } = element;
  const button = () => element.querySelector("[data-do=explain]");
  if (below.querySelector(".nb-finding-why")) {
    fill(below);
    button()?.setAttribute("aria-expanded", "false");
    return;
  }
  const said = await act.explain(item.code);
  if (!said) return;
  const example = (words, text) =>
    text && h("div", { class: "nb-finding-example" }, h("span", { class: "nb-quiet" }, words), h("pre", {}, text));
  fill(
    below,
    h(
      "div",
      { class: "nb-finding-why" },
      h("p", {}, said.reason),
      h("p", { class: "nb-quiet" }, `依据：${said.legal}。`),
      example(`不对的（${said.where}）`, said.bad),
      example("改好的", said.good),
      h("p", { class: "nb-quiet" }, `代号 ${item.code} · ${said.family} · ${item.words}`),
    ),
  );
  button()?.setAttribute("aria-expanded", "true");
}
