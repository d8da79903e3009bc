// Large pictures: drag to move, buttons and ctrl + wheel to zoom. Without this they scroll like any wide thing.

const STEP = 1.25, LEAST = 0.2, MOST = 5;

function zoomed(svg, by) {
  const width = svg.width.baseVal.value, height = svg.height.baseVal.value;
  const whole = Number(svg.dataset.whole ?? (svg.dataset.whole = String(width)));
  const now = Math.min(MOST, Math.max(LEAST, width * by / whole));
  svg.setAttribute("width", String(whole * now));
  svg.setAttribute("height", String(height / width * whole * now));
}

for (const figure of document.querySelectorAll("[data-pan]")) {
  const svg = figure.querySelector("svg");
  if (!svg) continue;
  const bar = figure.previousElementSibling;
  const made = [["−", "Smaller", 1 / STEP], ["+", "Larger", STEP], ["Whole", "Fit to the page", 0]];
  for (const [sign, label, by] of made) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => zoomed(svg, by || figure.clientWidth / svg.width.baseVal.value));
    bar.append(button);
  }
  figure.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomed(svg, event.deltaY < 0 ? STEP : 1 / STEP);
  }, { passive: false });
  if (figure.dataset.pan === "middle") figure.scrollLeft = (figure.scrollWidth - figure.clientWidth) / 2; // on a phone the left of a map is open sea
  let from = null;
  figure.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && !event.target.closest("a")) from = { x: event.clientX + figure.scrollLeft, y: event.clientY + figure.scrollTop };
  });
  figure.addEventListener("pointermove", (event) => {
    if (!from || !event.buttons) { from = null; return; }
    figure.scrollLeft = from.x - event.clientX;
    figure.scrollTop = from.y - event.clientY;
  });
  figure.addEventListener("pointerup", () => { from = null; });
}
