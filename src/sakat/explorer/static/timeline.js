// Dragging across the bars sets the two ends of the form below them.
export function brushTimeline(timeline) {
  const svg = timeline.querySelector("svg");
  const form = timeline.querySelector("[data-period]");
  if (!form) return;
  const brush = svg.querySelector(".brush");
  const [since, until] = [form.elements.since, form.elements.until];
  const said = form.querySelector("output");
  const bins = since.options.length;
  let anchor = null;
  let moved = false;

  const binAt = (event) => {
    const box = svg.getBoundingClientRect();
    return Math.max(0, Math.min(bins - 1, Math.floor(((event.clientX - box.left) / box.width) * bins)));
  };

  function show() {
    const [first, last] = [since.selectedIndex, until.selectedIndex].sort((a, b) => a - b);
    brush.removeAttribute("hidden");
    brush.setAttribute("x", `${(100 * first) / bins}%`);
    brush.setAttribute("width", `${(100 * (last - first + 1)) / bins}%`);
    let count = 0;
    for (let bin = first; bin <= last; bin += 1) count += Number(since.options[bin].dataset.count);
    said.textContent = timeline.dataset.selected
      .replace("{since}", since.options[first].text)
      .replace("{until}", until.options[last].text)
      .replace("{count}", count.toLocaleString("en"));
  }

  function choose(a, b) {
    since.selectedIndex = Math.min(a, b);
    until.selectedIndex = Math.max(a, b);
    show();
  }

  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    anchor = binAt(event);
    moved = false;
  });
  window.addEventListener("pointermove", (event) => {
    if (anchor === null) return;
    if (binAt(event) !== anchor) moved = true;
    if (moved) choose(anchor, binAt(event));
  });
  window.addEventListener("pointerup", () => { anchor = null; });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("click", (event) => {
    if (moved) event.preventDefault();
    moved = false;
  }, true);
  since.addEventListener("change", () => { if (until.selectedIndex < since.selectedIndex) until.selectedIndex = since.selectedIndex; show(); });
  until.addEventListener("change", () => { if (until.selectedIndex < since.selectedIndex) since.selectedIndex = until.selectedIndex; show(); });
}
