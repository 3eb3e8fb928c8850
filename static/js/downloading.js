// Files that the server makes whole before it sends them: says that one is being prepared until it is there. The browser
// keeps what comes, on disk where it is large. Whatever goes wrong, the browser goes to the address as without a script.
import { say } from "./say.js";
import { word } from "./words.js";

const SHORT = 400; // milliseconds; a shorter wait needs no words
const MOST = 200_000_000; // bytes; a longer file the browser takes by itself, from its own request
const running = new Set();
let leaving = false;

export function start() {
  // In a frame of another site, links lead out of it.
  if (document.querySelector("base[target]")) return;
  document.addEventListener("click", pressed);
  // A reader who goes on to another page is not called back by a request that their going has ended.
  addEventListener("beforeunload", () => (leaving = true));
}

function pressed(event) {
  const link = event.target.closest("a[data-made-first]");
  const other = event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!link || other) return;
  event.preventDefault();
  leaving = false;
  if (!running.has(link.href)) prepare(link);
}

async function prepare(link) {
  const { href } = link;
  running.add(href);
  const telling = setTimeout(() => tell(link, word("preparing")), SHORT);
  try {
    const response = await fetch(href);
    if (!response.ok || !(Number(response.headers.get("Content-Length")) < MOST)) throw new Error("for the browser itself");
    const name = fileName(response);
    save(await response.blob(), name);
    clearTimeout(telling);
    tell(link, word("prepared"));
    setTimeout(() => mark(link)?.remove(), 4000);
  } catch {
    clearTimeout(telling);
    mark(link)?.remove();
    if (!leaving) location.assign(href);
  } finally {
    running.delete(href);
  }
}

function fileName(response) {
  const given = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "");
  return given?.[1] ?? "";
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// The words beside the link. Where the list was replaced meanwhile there is no link to stand beside: then only listeners hear.
function tell(link, text) {
  const place = mark(link) ?? document.createElement("span");
  place.className = "waiting";
  place.textContent = text;
  link.after(place);
  say(text);
}

function mark(link) {
  const next = link.nextElementSibling;
  return next?.classList.contains("waiting") ? next : null;
}
