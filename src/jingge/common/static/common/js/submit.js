// Fields that send their form when changed (page size, sort); without script the form has its own button.

export default function mount(field) {
  field.addEventListener("change", () => field.form.requestSubmit());
}
