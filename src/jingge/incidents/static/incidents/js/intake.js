// Taking in without the mouse: Alt+1…8 choose a frequent kind, Alt+Enter registers.

export default function mount(form) {
  const choose = (button) => {
    form.elements.category.value = button.value;
    form.elements.category.dispatchEvent(new Event("change", { bubbles: true }));
    form.elements.where.focus();
  };
  form.addEventListener("click", (event) => {
    const kind = event.target.closest("button[data-kind]");
    if (kind) {
      choose(kind);
    }
    const place = event.target.closest("button[data-place]");
    if (place) {
      form.elements.where.value = place.value;
      form.elements.where.dispatchEvent(new Event("change", { bubbles: true }));
      form.elements.place.focus();
    }
  });
  form.addEventListener("keydown", (event) => {
    if (!event.altKey) {
      return;
    }
    const kind = form.querySelector(`button[data-kind="${event.key}"]`);
    if (kind) {
      event.preventDefault();
      choose(kind);
    } else if (event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit();
    }
  });
}
