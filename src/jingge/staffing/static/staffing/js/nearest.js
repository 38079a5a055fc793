// A click on the map asks the same question as the form: which office is nearest to this point?

export default function mount(form) {
  document.addEventListener("map:picked", ({ detail }) => {
    form.elements.lon.value = detail.lon.toFixed(6);
    form.elements.lat.value = detail.lat.toFixed(6);
    form.elements.q.value = "";
    form.requestSubmit();
  });
}
