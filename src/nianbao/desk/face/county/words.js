// How far a unit is, as a small label.

import { h } from "../common/dom.js";

const TONES = { 未报: "quiet", 待审: "mind", 退回: "bad", 通过: "good", 已签发: "good", 已发布: "good" };

/** Make the label of a state. */
export function stateLabel(state) {
  return h("span", { class: `nb-county-state nb-county-${TONES[state] ?? "quiet"}` }, state);
}
