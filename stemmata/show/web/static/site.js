// What every page does better with JavaScript than without: nothing here is needed to read.

/** A statement that is unfolded shows its claims in their context instead of the bare quotes. */
async function unfold(details) {
  const address = details.dataset.more;
  if (!details.open || !address || details.dataset.full) return;
  details.dataset.full = "yes";
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  details.querySelector(".claims").replaceChildren(...page.body.childNodes);
}

document.addEventListener("toggle", (event) => {
  if (event.target instanceof HTMLDetailsElement) unfold(event.target);
}, true);

// The words of a statement unfold it as well; the links in them lead where they lead.
document.addEventListener("click", (event) => {
  const words = event.target instanceof Element ? event.target.closest(".said > .words, .said > .when") : null;
  if (!words || event.target.closest("a") || !document.getSelection().isCollapsed) return;
  const details = words.parentElement.querySelector("details");
  details.open = !details.open;
});

// "/" goes to the search, as on the sites that people know; never while they write.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  document.getElementById("q")?.focus();
});

// The date bar with a slider: months between the first and the last evidenced day; the address always has the date.
const MONTHS = 12;

/** "2014-03" as a count of months, so that a slider can move over them. */
const count = (text) => { const [year, month] = text.split("-"); return Number(year) * MONTHS + Number(month || 1) - 1; };
const month = (number) => `${String(Math.floor(number / MONTHS)).padStart(4, "0")}-${String(number % MONTHS + 1).padStart(2, "0")}`;

function slider(bar) {
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

for (const bar of document.querySelectorAll("form.clocks")) slider(bar);
