// Links marked `data-drawer` open beside the list instead of leaving it. Without script they are plain links.

export default function mount(dialog) {
  const body = dialog.querySelector(".drawer-body");
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-drawer]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.htmx) {
      return;
    }
    event.preventDefault();
    await window.htmx.ajax("GET", link.href, { target: body, swap: "innerHTML" });
    dialog.showModal();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  });
}
