// Drawn signs: an office PC's fonts lack many of the characters that look like them.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  down: "M4 6l4 4 4-4",
  list: "M2 4h12M2 8h12M2 12h12",
  side: "M2.5 3h11v10h-11zM10 3v10",
  cross: "M4 4l8 8M12 4l-8 8",
};

/** Draw a sign; what it means is said by the text or label of its button. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const given = { viewBox: "0 0 16 16", width: "16", height: "16", fill: "none", stroke: "currentColor", "stroke-width": "1.5", "aria-hidden": "true", focusable: "false" };
  for (const [key, value] of Object.entries(given)) svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
