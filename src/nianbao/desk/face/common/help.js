// 「快捷键」: every way by keyboard, in one dialog.

import { fillDialog, openDialog } from "./dialog.js";
import { h } from "./dom.js";

const KEYS = [
  [
    "到处可用",
    [
      ["F6，Shift+F6", "到下一栏、上一栏"],
      ["Alt+1，Alt+2，Alt+3", "到各部分、编写、右栏"],
      ["Alt+O", "换一份年报、新建、读入"],
      ["F8，F9", "看校核问题、看预览"],
      ["Ctrl+S", "马上保存（平时自动保存）"],
      ["Esc", "关闭对话框"],
    ],
  ],
  [
    "各部分",
    [
      ["↑ ↓，Home，End", "换一部分"],
      ["Enter", "去写这一部分"],
    ],
  ],
  [
    "文字和表格",
    [
      ["Ctrl+Z，Ctrl+Y", "撤销、重做"],
      ["F8，Shift+F8", "在文字里到下一处、上一处问题"],
      ["Alt+I 或 {{", "在文字里插入数据"],
      ["方向键，Tab，Enter", "在表格里走动"],
      ["Ctrl+C，Ctrl+V", "复制、粘贴（Excel、WPS 里的一块也行）"],
    ],
  ],
];

let dialog = null;

/** Open the list of keys; one is enough. */
export function showHelp() {
  if (dialog) return;
  dialog = openDialog("快捷键", {
    onclose: () => {
      dialog = null;
    },
  });
  const group = ([title, keys]) => [
    h("h3", {}, title),
    h("table", { class: "nb-keys" }, h("tbody", {}, keys.map(([key, what]) => h("tr", {}, h("th", { scope: "row" }, key), h("td", {}, what))))),
  ];
  fillDialog(dialog, KEYS.flatMap(group), h("button", { class: "nb-main", onclick: () => dialog.close() }, "好"));
}
