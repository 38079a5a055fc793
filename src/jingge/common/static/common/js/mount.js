// Starts every `[data-module]`, now and after each HTMX swap.
//
// `data-module` is a name of `common.web.modules` (their addresses are written into the page by the base
// template) or is itself a static address. A module's default export gets the element.

const known = JSON.parse(document.getElementById("js-modules").textContent);
const started = new WeakSet();

async function start(element) {
  if (started.has(element)) {
    return;
  }
  started.add(element);
  for (const name of element.dataset.module.split(" ")) {
    const module = await import(known[name] ?? name);
    await module.default(element);
  }
}

function startAll(root) {
  if (root.matches?.("[data-module]")) {
    start(root);
  }
  for (const element of root.querySelectorAll("[data-module]")) {
    start(element);
  }
}

document.documentElement.classList.add("scripted");
startAll(document);
document.addEventListener("htmx:load", (event) => startAll(event.detail.elt));
