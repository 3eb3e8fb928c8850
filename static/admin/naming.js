/* Fields in which one finds a thing while one types are told their labels, which the widget forgets. */

function named(select) {
  const label = select.labels?.[0];
  const shown = select.nextElementSibling?.querySelector(".select2-selection");
  if (!label || !shown) return;
  label.id ||= `label-${select.id}`;
  const search = shown.querySelector("input");
  if (search) {
    search.setAttribute("aria-labelledby", label.id);
    shown.setAttribute("aria-labelledby", label.id);
    return;
  }
  const chosen = shown.querySelector(".select2-selection__rendered");
  const names = `${label.id} ${chosen.id}`;
  shown.setAttribute("aria-labelledby", names);
  chosen.setAttribute("aria-labelledby", names);
}

/* Behind the admin's own, which makes the widgets. */
django.jQuery(() => document.querySelectorAll("select.admin-autocomplete").forEach(named));
