// On a narrow screen the filters open as a sheet over the list; Escape, Close and “Show …” lead back to it.
const WIDE = matchMedia("(min-width: 56rem)");
const place = document.createComment("filters");
let sheet;
let backTo = "to-filters";

export function start() {
  if (!document.getElementById("filters") || !window.HTMLDialogElement) return;
  document.addEventListener("click", clicked);
  WIDE.addEventListener("change", () => WIDE.matches && sheet?.close());
}

function clicked(event) {
  if (event.target.closest("#to-filters")) open(event);
  else if (event.target === sheet || event.target.closest("#close-filters")) close("to-filters");
  else if (event.target.closest("#show")) close("count");
}

function open(event) {
  event.preventDefault();
  sheet ??= make();
  const filters = document.getElementById("filters");
  filters.before(place);
  sheet.append(filters);
  sheet.showModal();
  filters.focus();
}

function close(id) {
  backTo = id;
  sheet?.close();
}

function make() {
  const made = document.createElement("dialog");
  made.className = "sheet";
  made.setAttribute("aria-labelledby", "filters-title");
  made.addEventListener("close", () => {
    place.replaceWith(document.getElementById("filters"));
    document.getElementById(backTo)?.focus();
    backTo = "to-filters";
  });
  document.body.append(made);
  return made;
}
