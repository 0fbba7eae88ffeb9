// Copies a field or the body. The copy event is used, not the clipboard interface: that isn't there in a page
// opened from a folder, nor in older browsers.
const say = (text) => { document.getElementById("said").textContent = text; };
const copy = (plain, rich) => {
  const put = (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", plain);
    if (rich) event.clipboardData.setData("text/html", rich);
  };
  document.addEventListener("copy", put, { once: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", put);
  return done;
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const from = document.getElementById(button.dataset.copy);
  const body = document.getElementById("body");
  const done = {
    body: () => copy(body.innerText, body.innerHTML.trim()),
    source: () => copy(document.getElementById("source").value),
  }[button.dataset.as ?? ""]?.() ?? copy(from.textContent);
  say(done ? `已复制${button.dataset.name}，请到网站后台粘贴。` : "浏览器不让复制，请选中文字后按 Ctrl+C。");
});
