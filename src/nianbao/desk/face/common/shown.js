// Waits for what the page doesn't show yet, such as a tab that another widget is about to open.

/** Act once an element is on the page, now if it is; gives a function that calls it off. */
export function whenShown(element, act) {
  if (element.offsetParent) {
    act();
    return () => {};
  }
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    watch.disconnect();
    act();
  });
  watch.observe(element);
  return () => watch.disconnect();
}
