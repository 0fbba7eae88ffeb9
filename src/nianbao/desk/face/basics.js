// 「基本信息」: whose report it is and who issues it.

import { Channel, Silence } from "./common/channel.js";
import { fillDialog, openDialog } from "./common/dialog.js";
import { fill, h, keepKeys } from "./common/dom.js";
import { onShow } from "./common/show.js";
import { drop, keep } from "./common/unacknowledged.js";

function control(field, id, readOnly, save) {
  const common = { id, disabled: readOnly, "aria-describedby": `${id}-said` };
  if (field.kind === "choice") {
    const options = [["", field.none ?? "（未选）"], ...field.options].map(([value, words]) => h("option", { value, selected: value === field.value }, words));
    return h("select", { ...common, onchange: (event) => save(event.target.value) }, options);
  }
  const input = h("input", { ...common, type: field.kind, value: field.value, autocomplete: "off", onchange: () => save(input.value) });
  return input;
}

class Basics {
  constructor(model) {
    this.model = model;
    this.channel = new Channel(model);
    this.dialog = null;
    this.findings = h("ul", { class: "nb-basics-findings", "aria-label": "校核问题" });
  }

  open() {
    const state = this.model.get("state");
    if (this.dialog || !state.file) return;
    this.dialog = openDialog("基本信息", {
      onclose: () => {
        this.dialog = null;
      },
    });
    const facts = h("dl", { class: "nb-facts" }, state.facts.flatMap(([name, words]) => [h("dt", {}, name), h("dd", {}, words)]));
    const groups = state.groups.map(({ title, fields }) =>
      h("fieldset", { class: "nb-basics" }, h("legend", {}, title), fields.map((field) => this.row(field, state.read_only))),
    );
    this.showFindings();
    fillDialog(
      this.dialog,
      [facts, groups, this.findings],
      [h("p", { class: "nb-quiet nb-grow" }, state.read_only ? "只读打开，不能修改。" : "改完自动保存，可以撤销。"), h("button", { class: "nb-main", onclick: () => this.dialog.close() }, "好")],
    );
  }

  row(field, readOnly) {
    const id = `nb-basics-${field.group}-${field.name}`;
    const said = h("span", { class: "nb-field-said nb-quiet", id: `${id}-said` }, field.hint);
    const input = control(field, id, readOnly, (value) => this.save(field, value, said));
    return h("div", { class: "nb-field" }, h("label", { for: id }, field.label), input, said);
  }

  async save(field, value, said) {
    const { file } = this.model.get("state");
    const part = [field.group, field.name];
    keep(file, part, value || null, field.value || null);
    said.classList.remove("nb-wrong");
    try {
      const safe = await this.channel.ask("edit", { group: field.group, name: field.name, value });
      if (safe) drop(file, part, value || null);
      field.value = value;
      fill(said, field.hint);
    } catch (error) {
      said.classList.add("nb-wrong");
      fill(said, error.message);
      // What the kernel refused is no edit that got lost; silence is.
      if (!(error instanceof Silence)) drop(file, part);
    }
  }

  showFindings() {
    const { findings } = this.model.get("state");
    fill(this.findings, findings.map((words) => h("li", {}, words)));
    this.findings.hidden = !findings.length;
  }
}

function render({ model, el }) {
  keepKeys(el);
  const basics = new Basics(model);
  const update = () => basics.dialog && basics.showFindings();
  model.on("change:state", update);
  const end = onShow("basics", () => basics.open());
  return () => {
    model.off("change:state", update);
    end();
    basics.channel.close();
    basics.dialog?.close();
  };
}

export default { render };
