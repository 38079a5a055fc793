/* The upload form: files may be dropped on it, and the size is sent along so that a cut-off upload is known. */

export default function upload(form) {
  const input = form.querySelector('input[type="file"]');
  const size = form.querySelector('input[name="size"]');
  const zone = form.querySelector(".drop");
  if (!input || !size || !zone) {
    return;
  }
  const limit = Number(form.dataset.limitMb) * 1024 * 1024;
  const note = form.querySelector(".drop-note");

  const show = () => {
    const file = input.files[0];
    size.value = file ? String(file.size) : "";
    if (!file) {
      note.textContent = "";
      return;
    }
    const text = file.size > limit ? form.dataset.tooBig : form.dataset.chosen;
    note.textContent = text.replace("{name}", file.name).replace("{mb}", (file.size / 1048576).toFixed(1));
  };

  input.addEventListener("change", show);
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    zone.addEventListener(kind, () => zone.classList.remove("over"));
  }
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      show();
    }
  });
  show();
}
