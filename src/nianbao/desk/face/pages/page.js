// The page in a frame that runs no scripts; the desk reads clicks in it and brings it up to date.

import { h } from "../common/dom.js";
import { patch } from "./patch.js";

export class Page {
  /** @param told is told {table, row, place} or {section} when the clerk clicks there. */
  constructor(told) {
    this.told = told;
    this.frame = h("iframe", { class: "nb-preview-page", title: "网页预览", sandbox: "allow-same-origin" });
    this.frame.addEventListener("load", () => this.loaded());
  }

  get document() {
    return this.frame.contentDocument;
  }

  /** Show a page; one of the same report takes the place of what stands there without moving it. */
  show(html, report, section) {
    this.html = html;
    if (this.report !== report || !this.ready) {
      this.report = report;
      this.ready = false;
      this.section = section;
      this.frame.srcdoc = html;
      return;
    }
    this.patch();
  }

  patch() {
    const fresh = new DOMParser().parseFromString(this.html, "text/html");
    patch(this.document.documentElement, fresh.documentElement);
  }

  loaded() {
    if (!this.report || !this.document?.querySelector("article")) return;
    this.ready = true;
    // A frame that JupyterLab moved to another place loads its first page again.
    if (this.html !== this.frame.srcdoc) this.patch();
    this.document.addEventListener("click", (event) => this.clicked(event));
    this.scrollTo(this.section);
  }

  /** Scroll to a section; the first one, which may have no heading, is the top. */
  scrollTo(section) {
    this.section = section;
    if (!this.ready || !section) return;
    const heading = this.document.getElementById(`s-${section}`);
    const scroller = this.document.scrollingElement;
    const top = heading ? heading.getBoundingClientRect().top + scroller.scrollTop - 12 : 0;
    scroller.scrollTo({ top });
  }

  clicked(event) {
    const link = event.target.closest?.("a[href]");
    if (link) {
      event.preventDefault(); // the frame would leave the page
      const address = link.getAttribute("href");
      if (address.startsWith("#")) this.document.getElementById(address.slice(1))?.scrollIntoView();
      return;
    }
    const cell = event.target.closest?.("td");
    if (cell) this.told(this.place(cell));
    else this.told({ section: this.sectionOf(event.target) });
  }

  place(cell) {
    const table = cell.closest("table");
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    return {
      table: [...this.document.querySelectorAll("table")].indexOf(table),
      row: rows.indexOf(cell.parentElement),
      place: [...cell.parentElement.children].indexOf(cell),
    };
  }

  sectionOf(target) {
    const headings = [...this.document.querySelectorAll("[id^='s-']")];
    const before = headings.filter(
      (heading) => heading === target || heading.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    return before[before.length - 1]?.id.slice(2) ?? null;
  }
}
