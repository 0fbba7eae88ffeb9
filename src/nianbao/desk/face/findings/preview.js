// What 「全部安全改正」 would change, before it does.

import { fill, h } from "../common/dom.js";

const TAGS = { gone: "del", new: "ins", same: "span" };

function change({ place, pieces }) {
  return h(
    "li",
    {},
    h("span", { class: "nb-finding-place" }, place),
    h("span", { class: "nb-fixes-change" }, pieces.map(([kind, text]) => h(TAGS[kind], {}, text || " "))),
  );
}

/** Show the changes in `region`; `confirm` carries them out, `close` leaves them. */
export function showChanges(region, changes, confirm, close) {
  const main = h(
    "button",
    { type: "button", class: "nb-main", onclick: confirm, disabled: !changes.length },
    "照此改正",
  );
  fill(
    region,
    h("p", { class: "nb-fixes-title" }, changes.length ? "将作这些改正（可以撤销）：" : "没有可以放心改正的地方。"),
    h("ul", {}, changes.map(change)),
    h("div", { class: "nb-finding-actions" }, changes.length ? main : null,
      h("button", { type: "button", onclick: close }, changes.length ? "不改" : "关闭")),
  );
  region.hidden = false;
  (changes.length ? main : region.querySelector("button")).focus();
}
