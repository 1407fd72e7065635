// Comfort on top of pages that work without it.
import { readArticle } from "./article.js";
import { brushTimeline } from "./timeline.js";

document.documentElement.classList.add("js");

const narrow = window.matchMedia("(max-width: 60rem)");
const filters = document.querySelector("[data-filters]");
const asked = location.hash.startsWith("#facet-");
if (filters && narrow.matches) {
  filters.open = asked;
  for (const facet of filters.querySelectorAll("[data-facet]")) {
    facet.open = facet.querySelector("[aria-current]") !== null || `#${facet.querySelector("h2").id}` === location.hash;
  }
  if (asked) document.querySelector(location.hash)?.scrollIntoView();
}

const reader = document.querySelector("[data-reader]");
if (reader) readArticle(reader, narrow);

document.querySelectorAll("[data-timeline]").forEach(brushTimeline);
