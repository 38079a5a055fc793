// Taking in without the mouse: Alt+1…8 choose a frequent kind, Alt+Enter registers.
// A place chosen beside the form, or a click on the map, is written into the form.

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
  });
  const put = (where) => {
    form.elements.where.value = where;
    form.elements.where.dispatchEvent(new Event("change", { bubbles: true }));
  };
  document.addEventListener("click", (event) => {
    const place = event.target.closest("button[data-place]");
    if (place) {
      put(place.value);
      form.elements.place.focus();
    }
  });
  document.addEventListener("map:picked", ({ detail }) => {
    put(`${detail.lon.toFixed(6)}, ${detail.lat.toFixed(6)}`);
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
