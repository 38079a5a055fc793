// The month's grid by keyboard and by drag. Both lead to the page that says which rule a change would break;
// without script each day is a plain link to the same page.

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

export default function mount(table) {
  const rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("a[data-day]")]);
  const place = new Map(rows.flatMap((row, y) => row.map((cell, x) => [cell, [y, x]])));
  for (const cell of place.keys()) {
    cell.tabIndex = -1;
  }
  if (rows[0]?.[0]) {
    rows[0][0].tabIndex = 0;
  }

  table.addEventListener("keydown", (event) => {
    const at = place.get(event.target.closest("a[data-day]"));
    if (!at) {
      return;
    }
    let target;
    if (event.key in STEPS) {
      const [down, right] = STEPS[event.key];
      target = rows[at[0] + down]?.[at[1] + right];
    } else if (event.key === "Home") {
      target = rows[at[0]][0];
    } else if (event.key === "End") {
      target = rows[at[0]].at(-1);
    }
    if (target) {
      event.preventDefault();
      rows[at[0]][at[1]].tabIndex = -1;
      target.tabIndex = 0;
      target.focus();
    }
  });

  let held = null;
  table.addEventListener("dragstart", (event) => {
    held = event.target.closest("a[data-day]");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held ? `${held.dataset.officer} ${held.dataset.day}` : "");
  });
  table.addEventListener("dragover", (event) => {
    const cell = event.target.closest("a[data-day]");
    if (held && cell && cell !== held) {
      event.preventDefault();
      clear();
      cell.classList.add("over");
    }
  });
  table.addEventListener("dragend", () => {
    held = null;
    clear();
  });
  table.addEventListener("drop", (event) => {
    const cell = event.target.closest("a[data-day]");
    if (!held || !cell || cell === held) {
      return;
    }
    event.preventDefault();
    const asked = new URLSearchParams({
      officer: held.dataset.officer,
      day: held.dataset.day,
      with: cell.dataset.officer,
      with_day: cell.dataset.day,
    });
    window.location.assign(`${table.dataset.change}?${asked}`);
  });

  function clear() {
    for (const cell of table.querySelectorAll(".over")) {
      cell.classList.remove("over");
    }
  }
}
