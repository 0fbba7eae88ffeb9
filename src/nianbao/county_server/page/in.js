// The secret of a link stands behind its #, which no server and no proxy is told of; it leaves the address at once.
const words = document.getElementById("words");
const secret = decodeURIComponent(location.hash.slice(1)).trim();
history.replaceState(null, "", "/in");

const enter = async () => {
  words.textContent = "正在打开编报台……";
  const answer = await fetch("/in", { method: "POST", body: secret, credentials: "same-origin", cache: "no-store" });
  if (answer.status === 403) {
    document.getElementById("title").textContent = "这个链接打不开编报台";
    words.textContent = "链接没有复制完整，或者县里已经换了新的。请打开县里最近一次发给本单位的链接。";
    return;
  }
  if (!answer.ok) throw new Error(String(answer.status));
  location.replace((await answer.json()).to);
};

// The link is opened once more in a page that shows this already.
addEventListener("hashchange", () => location.reload());

if (secret) {
  enter().catch(() => {
    words.textContent = "现在连不上编报台。请过一会儿再打开链接；还不行，请联系县里的技术人员。";
  });
}
