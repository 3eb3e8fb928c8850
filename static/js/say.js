// Tells those who listen rather than look, politely. What stands outside an open dialog is silent, so it moves there.
let region;

export function say(text) {
  region ??= make();
  const host = document.querySelector("dialog[open]") ?? document.body;
  if (region.parentNode !== host) host.append(region);
  region.textContent = "";
  // A moment later, so that the same words twice are told twice.
  setTimeout(() => (region.textContent = text), 100);
}

function make() {
  const made = document.createElement("p");
  made.className = "unseen";
  made.setAttribute("role", "status");
  document.body.append(made);
  return made;
}
