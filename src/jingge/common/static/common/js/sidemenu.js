// The menu drawer of small screens opens by its address (#menu) without script; this closes it by Escape.

export default function mount(element) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && location.hash === `#${element.id}`) {
      location.hash = "#content";
    }
  });
  window.addEventListener("hashchange", () => {
    if (location.hash === `#${element.id}`) {
      element.querySelector("a").focus();
    }
  });
}
