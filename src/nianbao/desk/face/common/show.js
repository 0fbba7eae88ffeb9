// One part of the page asks for another by name: a dialog or a pane. Widgets needn't know each other for it.

const SHOW = "nianbao-show";

/** Ask for what goes by a name, such as "findings" or "reports"; `detail` goes with it. */
export function show(name, detail = {}) {
  window.dispatchEvent(new CustomEvent(SHOW, { detail: { name, ...detail } }));
}

/** Have a function called when something is asked for; gives a function that ends it. */
export function onShow(name, call) {
  const heard = (event) => {
    if (event.detail.name === name) call(event.detail);
  };
  window.addEventListener(SHOW, heard);
  return () => window.removeEventListener(SHOW, heard);
}
