// Answers a question in place: the same address is fetched, its list and filters are put in, Back and Forward work.
// Whatever goes wrong, the browser goes to the address as it would without a script.
import { replace } from "./replace.js";
import { say } from "./say.js";

const PATIENCE = 8000;
const SUPERSEDED = Symbol("superseded");
const SLOW = Symbol("slow");
const positions = new Map();
let running;
let shown;
let place = 0;

export function start() {
  // In a frame of another site, links and forms lead out of it.
  if (!document.getElementById("results") || document.querySelector("base[target]")) return;
  shown = location.pathname + location.search;
  place = history.state?.place ?? Date.now();
  history.replaceState({ place }, "");
  document.addEventListener("click", followed);
  document.addEventListener("submit", submitted);
  document.addEventListener("change", changed);
  addEventListener("popstate", travelled);
  addEventListener("scroll", () => positions.set(place, scrollY), { passive: true });
}

function followed(event) {
  const link = event.target.closest("#filters a[href], #results a[href]");
  const other = event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!link || other || link.target || link.download) return;
  if (link.origin !== location.origin || link.pathname !== location.pathname || link.hash) return;
  event.preventDefault();
  show(link.href, { top: Boolean(link.closest(".pages")), said: link.dataset.say });
}

function submitted(event) {
  const form = event.target;
  if (event.defaultPrevented || !form.closest("#filters, #results")) return;
  // A form that asks for a document or stores a citation leads there. (A button's formAction is the page's own address
  // where the button names none.)
  const to = event.submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? "";
  if (form.method !== "get" || new URL(to, location.href).pathname !== location.pathname) return;
  event.preventDefault();
  show(asked(form), { top: form.id === "go" });
}

let waiting;

function changed(event) {
  const { form, name, id } = event.target;
  if (form?.id !== "filters" || !name || id === "q") return;
  clearTimeout(waiting);
  // Arrow keys run through the values of a field: the last one is asked for.
  waiting = setTimeout(() => form.reportValidity() && show(asked(form)), event.target.type === "number" ? 400 : 120);
}

function asked(form) {
  const given = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(given).toString();
  return new URL(query ? `${form.action}?${query}` : form.action, location.href).href;
}

function travelled(event) {
  if (location.pathname + location.search === shown) return; // to an anchor of this page
  place = event.state?.place ?? Date.now();
  // Kept now: the browser's own scrolling, before the list is there again, would write over it.
  show(location.href, { backTo: positions.get(place) ?? 0 });
}

async function show(address, how = {}) {
  clearTimeout(waiting);
  superseded();
  const request = (running = new AbortController());
  const timer = setTimeout(() => request.abort(SLOW), PATIENCE);
  document.getElementById("results").setAttribute("aria-busy", "true");
  addEventListener("beforeunload", superseded);
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" }, signal: request.signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (response.status === 400) refused(page);
    else if (response.ok && page.getElementById("results")) answered(page, new URL(response.url), how);
    else leave(address);
  } catch (error) {
    if (error !== SUPERSEDED) leave(address);
  } finally {
    clearTimeout(timer);
    if (running === request) settled();
  }
}

function settled() {
  removeEventListener("beforeunload", superseded);
  document.getElementById("results").removeAttribute("aria-busy");
}

// The reader has gone elsewhere meanwhile: what comes back too late must not call them back.
function superseded() {
  running?.abort(SUPERSEDED);
}

function leave(address) {
  if (address === location.href) location.reload();
  else location.assign(address);
}

function answered(page, url, { backTo, top, said }) {
  const next = url.pathname + url.search;
  if (backTo === undefined && next !== shown) {
    positions.set(place, scrollY);
    place = Date.now();
    history.pushState({ place }, "", next);
  }
  shown = next;
  replace(page);
  const count = document.getElementById("count");
  // What one does with a row leaves the list where it is, and says what came of it.
  if (said) return say(said);
  if (top) count.focus({ preventScroll: true });
  if (backTo !== undefined) scrollTo({ top: backTo, behavior: "instant" });
  else if (top || count.getBoundingClientRect().top < 0) scrollTo({ top: startOfList(), behavior: "instant" });
  say(count.textContent);
}

function startOfList() {
  return scrollY + document.getElementById("results").getBoundingClientRect().top - 16;
}

// The server's own words about what is wrong stand by the filters; the list stays as it is.
function refused(page) {
  const problem = document.getElementById("problem");
  problem.textContent = [...page.querySelectorAll("main dd")].map((element) => element.textContent).join(" ");
  problem.hidden = false;
  problem.scrollIntoView({ block: "nearest" });
}
