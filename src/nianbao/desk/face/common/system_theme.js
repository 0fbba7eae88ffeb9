// Light and dark: Lab has a theme of its own, which theme.css follows; elsewhere the system's is followed.

/** Follow the system's light or dark in a page without JupyterLab; gives a function that ends it. */
export function followSystem() {
  const isLab = document.querySelector(".jp-LabShell, #jp-main-content-panel") !== null;
  if (isLab) return () => {};
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => document.documentElement.classList.toggle("nianbao-dark", dark.matches);
  dark.addEventListener("change", follow);
  follow();
  return () => dark.removeEventListener("change", follow);
}
