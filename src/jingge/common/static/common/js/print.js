// A print button; with data-print="now" the dialog opens by itself.

export default function mount(element) {
  element.addEventListener("click", () => window.print());
  if (element.dataset.print === "now") {
    window.addEventListener("load", () => window.print());
  }
}
