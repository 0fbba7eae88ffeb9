// A file to the kernel in pieces, and waiting for what it makes of it.

/** Bytes of a piece; a message must stay far below what a server takes at once. */
const PIECE = 600000;

/** How often the kernel is asked whether it has read the file, in milliseconds. */
const LOOK = 300;

function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** Send a file; `progress` is called with the part that is through, 0 to 1. */
export async function upload(channel, file, progress) {
  await channel.ask("begin", { name: file.name, size: file.size }, 30000);
  for (let at = 0; at < file.size; at += PIECE) {
    const piece = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
    const there = await channel.ask("piece", { at, piece: base64(piece) }, 60000);
    progress(there / file.size);
  }
}

/** Have the file read; gives what was understood, or null when nobody waits any more. */
export async function readUpload(channel, corrected, waiting) {
  await channel.ask("read", corrected, 30000);
  while (waiting()) {
    const report = await channel.ask("understood", {}, 60000);
    if (report) return report;
    await new Promise((go) => setTimeout(go, LOOK));
  }
  return null;
}
