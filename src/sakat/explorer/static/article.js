// A click on a trigger opens its event and marks its parts in the text.
const MARKS = ["is-evidence", "is-trigger", "is-actor", "is-recipient", "is-time", "is-place"];

export function readArticle(reader, narrow) {
  const pieces = [...reader.querySelectorAll("[data-o]")].map((node) => {
    const start = Number(node.dataset.o);
    return { node, start, end: start + [...node.textContent].length };
  });
  const events = [...reader.querySelectorAll("details.event")];
  const said = reader.querySelector("[data-said]");
  let origin = null;

  function unmark() {
    for (const { node } of pieces) {
      node.classList.remove(...MARKS);
      delete node.dataset.role;
      node.style.removeProperty("--c");
    }
  }

  function mark(event) {
    unmark();
    const colour = getComputedStyle(event).getPropertyValue("--c");
    for (const span of event.dataset.spans.split(" ")) {
      const [role, start, end] = span.split(/[:-]/);
      const inside = pieces.filter((piece) => piece.start >= Number(start) && piece.end <= Number(end));
      inside.forEach(({ node }) => {
        node.classList.add(`is-${role}`);
        if (role === "trigger") node.style.setProperty("--c", colour);
      });
      const name = event.querySelector(`[data-name="${role}"]`);
      if (name && inside.length) inside[0].node.dataset.role = name.textContent;
    }
  }

  function open(id, from) {
    const event = events.find((item) => item.id === id);
    if (!event) return false;
    origin = from;
    events.forEach((item) => { item.classList.remove("sheet"); if (item !== event) item.open = false; });
    event.classList.toggle("sheet", narrow.matches && Boolean(from?.closest(".text")));
    event.open = true;
    const url = new URL(location.href);
    url.searchParams.set("event", id);
    history.replaceState(null, "", url);
    mark(event);
    said.textContent = said.dataset.template.replace("{label}", event.querySelector(".event-label").textContent);
    if (!narrow.matches) event.scrollIntoView({ block: "nearest" });
    else if (event.classList.contains("sheet")) showAbove(from);
    return true;
  }

  // The sheet leaves the upper third of a phone to the text.
  function showAbove(node) {
    if (node) window.scrollBy(0, node.getBoundingClientRect().top - window.innerHeight / 5);
  }

  function close(event) {
    event.open = false;
    unmark();
    event.classList.remove("sheet");
    (origin ?? event.querySelector("summary")).focus({ preventScroll: Boolean(origin) });
    origin = null;
  }

  reader.addEventListener("click", (click) => {
    const link = click.target.closest("[data-events]");
    if (link && !click.ctrlKey && !click.metaKey && !click.shiftKey && open(link.dataset.events.split(" ")[0], link)) {
      click.preventDefault();
    }
    const closer = click.target.closest("[data-close]");
    if (closer) close(closer.closest("details"));
  });
  document.addEventListener("keydown", (key) => {
    const event = events.find((item) => item.open);
    if (key.key === "Escape" && event) close(event);
  });
  for (const event of events) {
    event.addEventListener("toggle", () => {
      if (event.open) {
        events.forEach((item) => { if (item !== event) item.open = false; });
        mark(event);
      } else {
        event.classList.remove("sheet");
        if (!events.some((item) => item.open)) unmark();
      }
    });
  }
  const opened = events.find((item) => item.open);
  if (opened) {
    mark(opened);
    origin = reader.querySelector(".is-trigger");
    if (narrow.matches) {
      opened.classList.add("sheet");
      showAbove(origin);
    } else {
      origin?.scrollIntoView({ block: "center" });
      opened.parentElement.scrollTop = opened.offsetTop - 8;
    }
  }
}
