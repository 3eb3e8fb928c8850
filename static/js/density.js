// Rows close together or with room, as this browser's reader likes it.
import { read, write } from "./stored.js";

const NAME = "catalogue-density";

export function start() {
  apply(read(NAME, ""));
  const button = document.getElementById("density");
  button?.addEventListener("click", () => {
    const density = document.documentElement.dataset.density ? "" : "compact";
    write(NAME, density || null);
    apply(density);
  });
}

function apply(density) {
  if (density === "compact") document.documentElement.dataset.density = density;
  else delete document.documentElement.dataset.density;
  document.getElementById("density")?.setAttribute("aria-pressed", String(density === "compact"));
}
