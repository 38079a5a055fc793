// Small menus made of <details>: close on Escape, on a click elsewhere, and when another opens.

export default function mount(element) {
  document.addEventListener("click", (event) => {
    if (!element.contains(event.target)) {
      element.open = false;
    }
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && element.open) {
      element.open = false;
      element.querySelector("summary").focus();
    }
  });
}
