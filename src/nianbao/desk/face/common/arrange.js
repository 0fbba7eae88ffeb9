// Keeps lists of elements in step with data without taking the keyboard or the scroll position away.

/** Have `parent` hold exactly `nodes`, in their order; those that stay are not moved where that can be helped. */
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, place) => {
    if (parent.children[place] !== node) parent.insertBefore(node, parent.children[place] ?? null);
  });
}

/** Keeps one element a key: `make` makes it, `update` brings it up to date when its data has changed. */
export class Kept {
  constructor(make, update) {
    this.make = make;
    this.update = update;
    this.entries = new Map();
  }

  /** The elements of some data, each `{key, …}`; those of keys that are gone are forgotten. */
  of(items) {
    const next = new Map();
    for (const item of items) {
      const known = this.entries.get(item.key);
      const data = JSON.stringify(item);
      const element = known?.element ?? this.make(item);
      if (known?.data !== data) this.update(element, item);
      next.set(item.key, { element, data });
    }
    this.entries = next;
    return items.map((item) => next.get(item.key).element);
  }
}
