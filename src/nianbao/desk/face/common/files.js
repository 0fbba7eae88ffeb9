// Files that came from the kernel: opened in a tab of their own, or saved where the browser saves things.

/** How long a tab may take to read what it was given, in milliseconds. */
const LIFE = 60_000;

function address({ type, data }) {
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  setTimeout(() => URL.revokeObjectURL(url), LIFE);
  return url;
}

/** Save a file `{name, type, data}`, its data in base64. */
export function download(file) {
  const link = document.createElement("a");
  link.href = address(file);
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
}

/** Open a file in a tab; it is saved where the browser allows no tab. */
export function open(file) {
  if (!window.open(address(file), "_blank")) download(file);
}
