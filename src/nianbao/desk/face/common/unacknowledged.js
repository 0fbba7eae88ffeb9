// What the clerk typed and the kernel hasn't acknowledged, kept by the browser across reloads and crashes.
//
// One entry a part of a file: {value, base, time}; `base` is what the kernel last showed. It is dropped when the
// kernel says that the edit is in the journal. The recovery (saving.js) offers what is left on return.

const PREFIX = "nianbao:unacknowledged:";
const ASIDE = "nianbao:set-aside:";

/** Tells all widgets of the page that something was kept or dropped. */
export const CHANGED = "nianbao-unacknowledged";

function read(file, prefix = PREFIX) {
  try {
    return JSON.parse(localStorage.getItem(prefix + file) ?? "{}");
  } catch {
    return {};
  }
}

function write(file, entries, prefix = PREFIX) {
  try {
    if (Object.keys(entries).length) localStorage.setItem(prefix + file, JSON.stringify(entries));
    else localStorage.removeItem(prefix + file);
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

function listed(entries) {
  return Object.entries(entries).map(([key, entry]) => ({ part: JSON.parse(key), ...entry }));
}

/** List what is kept of a file: [{part, value, base, time}]. */
export function kept(file) {
  return listed(read(file));
}

/**
 * Put what is kept of a file where nothing that is typed from now on touches it, until the clerk has decided.
 * @returns all that is put aside: [{part, value, base, time}].
 */
export function setAside(file) {
  const all = { ...read(file, ASIDE), ...read(file) };
  write(file, all, ASIDE);
  write(file, {});
  return listed(all);
}

/** Forget what was put aside of some parts, for it was decided on. */
export function forgetAside(file, parts) {
  const entries = read(file, ASIDE);
  for (const part of parts) delete entries[JSON.stringify(part)];
  write(file, entries, ASIDE);
}
