// The date bar with a slider: months between the first and the last evidenced day; the address always has the date.

const MONTHS = 12;

/** "2014-03" as a count of months, so that a slider can move over them. */
const count = (text) => { const [year, month] = text.split("-"); return Number(year) * MONTHS + Number(month || 1) - 1; };
const month = (number) => `${String(Math.floor(number / MONTHS)).padStart(4, "0")}-${String(number % MONTHS + 1).padStart(2, "0")}`;

export function slider(bar) {
  // An empty date does not belong in an address that people cite.
  bar.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  });
  const { first, last } = bar.dataset;
  const box = bar.querySelector(".slide"), on = bar.elements.namedItem("on");
  if (!box || !on) return;
  const range = document.createElement("input");
  Object.assign(range, { type: "range", min: count(first), max: count(last), step: 1 });
  range.value = on.value ? count(on.value) : count(last);
  range.setAttribute("aria-label", "As of which month");
  range.setAttribute("aria-valuetext", on.value || "any time");
  box.append(first.slice(0, 7), range, last.slice(0, 7));
  range.addEventListener("input", () => {
    on.value = month(Number(range.value));
    range.setAttribute("aria-valuetext", on.value);
  });
  range.addEventListener("change", () => bar.requestSubmit());
}
