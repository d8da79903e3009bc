// What every page does better with JavaScript than without: nothing here is needed to read.
import { slider } from "./clocks.js";

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

for (const bar of document.querySelectorAll("form.clocks")) slider(bar);
