// Buttons that copy the text of an element.
import { say } from "./say.js";
import { word } from "./words.js";

const faces = new WeakMap(); // what stood on a button before it said that it had copied

export function start() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("button[data-copy][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

async function copy(button) {
  const text = document.getElementById(button.dataset.copy)?.textContent.trim().replace(/\s+/g, " ");
  try {
    await navigator.clipboard.writeText(text ?? "");
  } catch {
    return; // The browser said no and has told its reader so.
  }
  say(word("copied"));
  if (!faces.has(button)) faces.set(button, [...button.childNodes]);
  button.textContent = word("copied");
  setTimeout(() => button.replaceChildren(...faces.get(button)), 2000);
}
