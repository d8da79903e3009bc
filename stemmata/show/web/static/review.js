// Review by keyboard: a key stands on what it presses. Without this, Tab and Enter do the same.

const writing = (target) => target instanceof Element && target.closest("input:not([type=hidden]), textarea, select");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && writing(event.target)) { event.target.blur(); return; }
  if (writing(event.target)) return;
  if (event.key === "w") { event.preventDefault(); document.getElementById("why")?.focus(); return; }
  const pressed = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!pressed) return;
  event.preventDefault();
  if (pressed instanceof HTMLDetailsElement) {
    pressed.open = true;
    pressed.querySelector("select, input:not([type=hidden])")?.focus();
  } else pressed.click();
});

// A decision is on its way into the record: say so, and say when it is there.
const told = document.querySelector("[data-progress]");
let key = null;
async function look() {
  const answer = await fetch(told.dataset.progress);
  if (!answer.ok) return;
  const at = await answer.json();
  if (at.failed) { told.textContent = `The record was not built anew: ${at.failed}`; return; }
  if (at.building) {
    key ??= at.key;
    told.textContent = "Your decision is kept; the record is being built with it.";
    setTimeout(look, 700);
  } else if (key !== null) told.textContent = "The record has it.";
}
if (told) look();
