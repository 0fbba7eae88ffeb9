// A widget is made before it stands in the page; what needs its surroundings waits for that.

/** Call a function once an element stands in the page; gives a function that calls it off. */
export function whenAttached(element, call) {
  let waiting = true;
  const look = () => {
    if (!waiting) return;
    if (element.isConnected) {
      waiting = false;
      call();
    } else setTimeout(look, 20);
  };
  look();
  return () => {
    waiting = false;
  };
}
