// A page opened from the disk may not read other pages: the search then lists titles without excerpts.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

addEventListener("DOMContentLoaded", () => {
  // What scrolls sideways on a phone can be scrolled from the keyboard too.
  for (const wide of document.querySelectorAll(".highlight pre, .table-wrapper")) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
  }
  // Two landmarks of one kind need names.
  const chinese = document.documentElement.lang === "zh-CN";
  document.querySelector(".sidebar-drawer")?.setAttribute("aria-label", chinese ? "目录" : "Contents");
  document.querySelector(".toc-drawer")?.setAttribute("aria-label", chinese ? "本页内容" : "On this page");
});
