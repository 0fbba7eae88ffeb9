// Makes elements. Text is always text: nothing here takes HTML.

/** Make an element: h("button", {class: "x", onclick: f, "aria-label": "…"}, "text", child, …). */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in element && typeof value !== "string") element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Replace what is in an element. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Mark an element as a widget's own: its styles hold in it, JupyterLab's own shortcuts don't. */
export function keepKeys(element) {
  element.dataset.lmSuppressShortcuts = "true";
  element.classList.add("nianbao", "nianbao-of-widget");
}
