// Buttons that copy the text of an element.
import { say } from "./say.js";
import { word } from "./words.js";

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
  button.dataset.words ??= button.textContent;
  button.textContent = word("copied");
  setTimeout(() => (button.textContent = button.dataset.words), 2000);
}
