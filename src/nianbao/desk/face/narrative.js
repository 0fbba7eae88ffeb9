// The editor of a section's narrative; its parts are in narrative/.

import { keepKeys } from "./common/dom.js";
import { Desk } from "./narrative/desk.js";

const FOLLOWED = ["state", "about", "quoted"];

function render({ model, el }) {
  keepKeys(el);
  const desk = new Desk(model);
  el.classList.add("nt-fills");
  el.append(desk.element);
  let planned = false;
  // The traits of one message come one by one: they are looked at when all have come.
  const follow = () => {
    if (planned) return;
    planned = true;
    queueMicrotask(() => {
      planned = false;
      desk.follow();
    });
  };
  FOLLOWED.forEach((name) => model.on(`change:${name}`, follow));
  follow();
  return () => {
    FOLLOWED.forEach((name) => model.off(`change:${name}`, follow));
    desk.close();
  };
}

export default { render };
