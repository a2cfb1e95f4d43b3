/** Before themes had modules: one function, found by ids, and a page load for everything else. */
(function vintage() {
  document.documentElement.className = document.documentElement.className.replace("no-js", "js");
  const select = document.getElementById("productSelect");
  const price = document.getElementById("ProductPrice");
  if (!(select instanceof HTMLSelectElement) || !price) return;
  select.addEventListener("change", () => {
    const [chosen] = select.selectedOptions;
    price.innerHTML = chosen?.getAttribute("data-price") ?? "";
  });
})();
