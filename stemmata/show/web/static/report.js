// The text of a report: a claim in the margin and its words show each other, and words that are selected can become one.

const text = document.querySelector(".text");
const words = (id) => text.querySelectorAll(`mark[data-claims~="${CSS.escape(id)}"]`);
const note = (id) => text.querySelector(`li[data-claim="${CSS.escape(id)}"]`);

/** The claims that something on the page stands for. */
function claimsOf(target) {
  const found = target instanceof Element ? target.closest("mark[data-claims], li[data-claim]") : null;
  return found ? (found.dataset.claims ?? found.dataset.claim).split(" ") : [];
}

function light(event) {
  for (const lit of text.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const id of claimsOf(event.target)) for (const one of [...words(id), note(id)]) one?.classList.add("lit");
}

// A report counts its characters in code points, a page in UTF-16.
const points = (string) => [...string].length;

/** The part of a selection that lies in a block, and what of the block stands before it. */
function within(range, block) {
  const part = document.createRange();
  part.selectNodeContents(block);
  const before = part.cloneRange();
  if (block.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
  if (block.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
  before.setEnd(part.startContainer, part.startOffset);
  return { before: before.toString(), words: part.toString() };
}

/** Where the words of a selection stand in the report, without white space around them; null where there are none. */
function span(selection) {
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const blocks = [...text.querySelectorAll(".body-text")].filter((block) => range.intersectsNode(block));
  if (!blocks.length) return null;
  const parts = blocks.map((block) => within(range, block));
  const said = parts.map((part) => part.words).join("");
  if (!said.trim()) return null;
  const from = Number(blocks[0].dataset.start) + points(parts[0].before);
  const start = from + points(said) - points(said.trimStart());
  return { start, end: start + points(said.trim()), range };
}

const link = Object.assign(document.createElement("a"), { className: "button add-words", hidden: true });
const key = Object.assign(document.createElement("kbd"), { textContent: "+" });
link.append("Add a claim from these words ", key);

function offer() {
  const found = span(document.getSelection());
  link.hidden = found === null;
  if (found === null) return;
  link.href = `${text.dataset.add}?start=${found.start}&end=${found.end}`;
  const at = found.range.getBoundingClientRect();
  link.style.top = `${at.bottom + scrollY + 6}px`;
  link.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - link.offsetWidth - 8)) + scrollX}px`;
}

function add(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || link.hidden) return;
  if (event.target instanceof Element && event.target.closest("input, textarea, select")) return;
  if (event.key === "+" || event.key === "a") link.click();
}

if (text) {
  text.addEventListener("pointerover", light);
  text.addEventListener("pointerleave", light);
  text.addEventListener("focusin", light);
  text.addEventListener("focusout", light);
}
if (text?.dataset.add) {
  document.querySelector("main").append(link);
  document.addEventListener("selectionchange", offer);
  document.addEventListener("keydown", add);
}
