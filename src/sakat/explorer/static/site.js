// Comfort on top of pages that work without it.
import { readArticle } from "./article.js";
import { brushTimeline } from "./timeline.js";

document.documentElement.classList.add("js");

const narrow = window.matchMedia("(max-width: 60rem)");
const filters = document.querySelector("[data-filters]");
if (filters && narrow.matches) filters.open = false;

const reader = document.querySelector("[data-reader]");
if (reader) readArticle(reader, narrow);

for (const graph of document.querySelectorAll("svg.graph")) {
  graph.parentElement.scrollLeft = (graph.scrollWidth || graph.getBoundingClientRect().width) / 2 - graph.parentElement.clientWidth / 2;
}

document.querySelectorAll("[data-timeline]").forEach(brushTimeline);
