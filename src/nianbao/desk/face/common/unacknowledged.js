// What the clerk typed and the kernel hasn't acknowledged, kept by the browser across reloads and crashes.
//
// One entry a part of a file: {value, base, time}; `base` is what the kernel last showed. It is dropped when the
// kernel says that the edit is in the journal. The recovery (saving.js) offers what is left on return.

const PREFIX = "nianbao:unacknowledged:";

/** Tells all widgets of the page that something was kept or dropped. */
export const CHANGED = "nianbao-unacknowledged";

function read(file) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + file) ?? "{}");
  } catch {
    return {};
  }
}

function write(file, entries) {
  try {
    if (Object.keys(entries).length) localStorage.setItem(PREFIX + file, JSON.stringify(entries));
    else localStorage.removeItem(PREFIX + file);
  } catch {
    // A browser that may not store anything: the kernel's journal is all there is then.
  }
  window.dispatchEvent(new CustomEvent(CHANGED, { detail: { file } }));
}

/** Keep an edit before it is sent. `part` is the path of the part, such as ["sections", "overview"]. */
export function keep(file, part, value, base) {
  const entries = read(file);
  const key = JSON.stringify(part);
  entries[key] = { value, base: entries[key]?.base ?? base, time: Date.now() };
  write(file, entries);
}

/** Drop an edit that the kernel acknowledged, unless it was edited again meanwhile. */
export function drop(file, part, value) {
  const entries = read(file);
  const key = JSON.stringify(part);
  if (key in entries && (value === undefined || entries[key].value === value)) {
    delete entries[key];
    write(file, entries);
  }
}

/** List what is kept of a file: [{part, value, base, time}]. */
export function kept(file) {
  return Object.entries(read(file)).map(([key, entry]) => ({ part: JSON.parse(key), ...entry }));
}
