// The county's month: a page a step, each with its button, what came of it, and its files.

import { Channel } from "./common/channel.js";
import { fill, h, keepKeys } from "./common/dom.js";
import { onShow, show } from "./common/show.js";
import { Board } from "./county/board.js";
import { Files } from "./county/files.js";
import { Drop } from "./county/drop.js";
import { Review } from "./county/review.js";
import { rosterTable } from "./county/roster.js";
import { Run } from "./county/run.js";
import { Sums } from "./county/sums.js";

/** Reading a county's parameter files, in milliseconds. */
const PATIENCE = 60_000;

class County {
  constructor(model, el) {
    this.model = model;
    this.channel = new Channel(model);
    this.opened = model.get("state").opened;
    const ask = (what, data) => this.ask(what, data);
    this.steps = h("ol", { class: "nb-county-steps" });
    this.name = h("p", { class: "nb-county-name" });
    this.year = h("select", { "aria-label": "年份", onchange: () => this.ask("year", { year: Number(this.year.value) }) });
    this.heading = h("h2", { tabindex: "-1" });
    this.lead = h("p", { class: "nb-county-lead" });
    this.trouble = h("p", { class: "nb-county-said nb-county-bad", role: "alert", hidden: true });
    this.problem = h("p", { class: "nb-county-said nb-county-bad nb-county-words", hidden: true });
    this.run = new Run(ask);
    this.drop = new Drop(this.channel, (words) => this.complain(words));
    this.body = h("div", { class: "nb-county-body" });
    this.pages = { remarks: new Review(ask), board: new Board((what, data) => this.fromBoard(what, data)), sum: new Sums(ask) };
    this.files = new Files(ask);
    const back = h("button", { class: "nb-plain", onclick: () => show("county", { at: false }) }, "回到底稿");
    el.append(
      h("div", { class: "nb-county-page" },
        h("nav", { class: "nb-county-nav", "aria-label": "县级工作的步骤" }, h("div", { class: "nb-county-of" }, this.name, this.year), this.steps, back),
        h("div", { class: "nb-county-main" },
          this.heading, this.lead, this.problem, this.trouble,
          this.drop.element, this.run.element, this.body, this.files.element)),
    );
  }

  /** Ask the kernel, and say beside the buttons what it refuses. */
  async ask(what, data = {}) {
    this.trouble.hidden = true;
    try {
      return { answer: await this.channel.ask(what, data, PATIENCE) };
    } catch (error) {
      this.complain(error.message);
      return null;
    }
  }

  complain(words) {
    fill(this.trouble, words);
    this.trouble.hidden = false;
    this.trouble.scrollIntoView({ block: "nearest" });
  }

  show() {
    const state = this.model.get("state");
    if (state.opened !== this.opened) {
      this.opened = state.opened;
      show("county", { at: false });
    }
    if (!state.there) return;
    fill(this.name, state.county || "县级工作");
    this.showYears(state);
    this.showSteps(state);
    const name = state.steps.find(({ id }) => id === state.step).name;
    if (this.heading.textContent !== name) fill(this.heading, name);
    fill(this.lead, state.lead);
    fill(this.problem, state.problem ?? "");
    this.problem.hidden = !state.problem;
    this.run.show(state);
    this.drop.show(state.drop);
    this.showBody(state);
    this.files.show(state);
  }

  showYears({ years, year }) {
    if (this.years !== String(years)) fill(this.year, [...years].reverse().map((one) => h("option", { value: String(one) }, `${one} 年`)));
    this.years = String(years);
    this.year.value = String(year);
  }

  showSteps({ steps, step, run }) {
    const key = JSON.stringify([steps, step, run?.step, run?.tone]);
    if (key === this.stepsShown) return;
    this.stepsShown = key;
    const held = this.steps.contains(document.activeElement);
    fill(this.steps, steps.map(({ id, name }, at) => {
      const runs = run?.step === id && run.tone === "busy";
      const choose = async () => {
        this.trouble.hidden = true;
        if (await this.ask("step", { step: id })) this.heading.focus();
      };
      return h("li", {}, h("button", { class: "nb-county-step", "aria-current": id === step ? "step" : null, onclick: choose },
        h("span", { class: "nb-county-number", "aria-hidden": "true" }, String(at + 1)), name, runs ? h("span", { class: "nb-quiet" }, "正在做") : null));
    }));
    if (held) this.steps.querySelector("[aria-current]")?.focus();
  }

  showBody({ step, page }) {
    const key = JSON.stringify([step, page]);
    if (key === this.bodyShown) return;
    this.bodyShown = key;
    const own = page && this.pages[step];
    if (own) {
      own.show(page);
      if (!own.element.isConnected) fill(this.body, own.element);
    } else fill(this.body, step === "init" && page ? rosterTable(page, (unit) => this.ask("open", { unit })) : null);
  }

  /** From the board to what one unit is told. */
  async fromBoard(what, data) {
    if (what !== "review") return this.ask(what, data);
    if ((await this.ask("unit", data)) && (await this.ask("step", { step: "remarks" }))) this.heading.focus();
    return null;
  }

  close() {
    this.run.close();
    this.channel.close();
  }
}

function render({ model, el }) {
  keepKeys(el);
  const county = new County(model, el);
  const update = () => county.show();
  model.on("change:state", update);
  update();
  const end = onShow("county", ({ at }) => at !== false && county.ask("look"));
  return () => {
    end();
    model.off("change:state", update);
    county.close();
  };
}

export default { render };
