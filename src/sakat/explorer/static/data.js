// What Datasette's pages set in inline scripts, which the explorer's policy does not run.
window.DATASETTE_ALLOW_FACET = true;
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[open]")) {
    if (!menu.contains(event.target) && menu.matches(".actions-menu-links, .nav-menu")) menu.open = false;
  }
});
