/* The directory's filters are open beside the results on a wide screen, and wait closed above them
   on a narrow one. Results that replace themselves bring new filters: those keep what the visitor chose. */

const wide = window.matchMedia("(min-width: 56rem)");
let open = wide.matches;

function settle() {
  for (const filters of document.querySelectorAll(".ngo-facets__all:not([data-settled])")) {
    filters.dataset.settled = "";
    filters.open = open;
    filters.addEventListener("toggle", () => { open = filters.open; });
  }
}

settle();
const results = document.getElementById("ngo-results");
if (results) new MutationObserver(settle).observe(results, { childList: true, subtree: true });
wide.addEventListener("change", () => {
  for (const filters of document.querySelectorAll(".ngo-facets__all")) filters.open = wide.matches;
});
