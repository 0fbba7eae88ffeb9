// Brings a document that is shown in step with a newer one, so that it neither flashes nor scrolls.

/** Change `old` into `fresh`, which is used up; what is the same stays. */
export function patch(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (!sameShell(old, fresh)) {
    old.replaceWith(old.ownerDocument.adoptNode(fresh));
    return;
  }
  const before = [...old.childNodes];
  const after = [...fresh.childNodes];
  const head = common(before, after);
  const tail = common(before.slice(head).reverse(), after.slice(head).reverse());
  const gone = before.slice(head, before.length - tail);
  const put = after.slice(head, after.length - tail);
  const pairs = Math.min(gone.length, put.length);
  const behind = before[before.length - tail] ?? null;
  for (let place = 0; place < pairs; place += 1) patch(gone[place], put[place]);
  for (const node of gone.slice(pairs)) node.remove();
  for (const node of put.slice(pairs)) old.insertBefore(old.ownerDocument.adoptNode(node), behind);
}

function sameShell(one, other) {
  return (
    one.nodeType === Node.ELEMENT_NODE &&
    other.nodeType === Node.ELEMENT_NODE &&
    one.cloneNode(false).isEqualNode(other.cloneNode(false))
  );
}

function common(one, other) {
  const most = Math.min(one.length, other.length);
  let count = 0;
  while (count < most && one[count].isEqualNode(other[count])) count += 1;
  return count;
}
