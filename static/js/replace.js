// Puts the list and its filters of another page in the place of this one's, and leaves the reader where they were.
export const REPLACED = "catalogue:replaced";
const PARTS = ["#filters", "#results", ".moment"];
const TYPED = "input[type=search], input[type=number]";

export function replace(page) {
  const before = remember();
  page.querySelectorAll("noscript").forEach((element) => element.remove());
  for (const part of PARTS) {
    const now = document.querySelector(part);
    const then = page.querySelector(part);
    if (now && then) now.replaceWith(then);
  }
  document.title = page.title;
  const [now, then] = [document, page].map((one) => one.querySelector("link[rel=canonical]"));
  if (now && then) now.href = then.href;
  restore(before);
  document.dispatchEvent(new Event(REPLACED));
}

function own(selector) {
  return PARTS.flatMap((part) => [...document.querySelectorAll(`${part} ${selector}`)]).filter((element) => element.id);
}

function remember() {
  const active = document.activeElement;
  const typing = active?.matches(TYPED);
  return {
    inside: PARTS.some((part) => active?.closest(part)),
    focus: active?.id,
    facet: active?.closest(".facet")?.id,
    panel: active?.closest("#filters") ? "filters" : "count",
    typed: typing ? active.value : null,
    selection: typing && active.type === "search" ? [active.selectionStart, active.selectionEnd] : null,
    open: own("details").map((element) => [element.id, element.open]),
    scrolled: [...own(".values"), document.getElementById("filters")].map((element) => [element?.id, element?.scrollTop]),
    filled: own("[data-keep]").filter(differs).map((element) => [element.id, element.checked, element.value]),
    narrowed: own("[data-narrow]").map((element) => [element.id, element.value]),
  };
}

// Whether the reader has written or chosen something else than what the page came with.
function differs(element) {
  if (element.selectedOptions) return !element.selectedOptions[0]?.defaultSelected;
  return element.value !== element.defaultValue || element.checked !== element.defaultChecked;
}

function restore(before) {
  const each = (pairs, act) => {
    for (const [id, ...values] of pairs) {
      const element = id && document.getElementById(id);
      if (element) act(element, ...values);
    }
  };
  each(before.open, (element, open) => (element.open = open));
  each(before.filled, (element, checked, value) => Object.assign(element, { checked, value }));
  each(before.narrowed, (element, text) => (element.value = text));
  each(before.scrolled, (element, top) => (element.scrollTop = top));
  if (before.inside) refocus(before);
}

// The same control, else the facet it stood in, else the filters or the number of initiatives.
function refocus({ focus, facet, panel, typed, selection }) {
  const element =
    (focus && document.getElementById(focus)) ||
    (facet && document.querySelector(`#${facet} > summary`)) ||
    document.getElementById(panel);
  element?.focus({ preventScroll: true });
  if (element?.id !== focus || typed === null) return;
  element.value = typed;
  if (selection) element.setSelectionRange(...selection);
}
