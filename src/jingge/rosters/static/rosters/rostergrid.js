// The month's grid by keyboard and by drag. Both lead to the page that says which rule a change would break;
// without script each day is a plain link to the same page. Space picks a day up and puts it down on another.

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

export default function mount(table) {
  const rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("a[data-day]")]);
  const place = new Map(rows.flatMap((row, y) => row.map((cell, x) => [cell, [y, x]])));
  for (const cell of place.keys()) {
    cell.tabIndex = -1;
  }
  const said = table.parentElement.parentElement.querySelector("[data-said]");
  let held = null;
  const begin = changedLast() ?? rows[0]?.[0];
  if (begin) {
    begin.tabIndex = 0;
  }

  table.addEventListener("keydown", (event) => {
    const at = place.get(event.target.closest("a[data-day]"));
    if (!at) {
      return;
    }
    let target;
    if (event.key === " ") {
      event.preventDefault();
      carry(event.target.closest("a[data-day]"));
    } else if (event.key === "Escape") {
      carry(held);
    } else if (event.key in STEPS) {
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

  table.addEventListener("dragstart", (event) => {
    hold(event.target.closest("a[data-day]"));
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held ? held.title : "");
  });
  table.addEventListener("dragover", (event) => {
    const cell = event.target.closest("a[data-day]");
    if (held && cell && cell !== held) {
      event.preventDefault();
      clear("over");
      cell.classList.add("over");
    }
  });
  table.addEventListener("dragend", () => {
    hold(null);
    clear("over");
  });
  table.addEventListener("drop", (event) => {
    const cell = event.target.closest("a[data-day]");
    if (held && cell && cell !== held) {
      event.preventDefault();
      exchange(held, cell);
    }
  });

  // After a change the page opens again: whoever works by keyboard goes on where the change was.
  function changedLast() {
    const at = new URLSearchParams(window.location.search).get("at");
    const cell = at && [...place.keys()].find((one) => `${one.dataset.officer}.${one.dataset.day}` === at);
    if (!cell) {
      return null;
    }
    cell.focus({ preventScroll: true });
    const box = table.parentElement;
    box.scrollLeft = Math.max(0, cell.offsetLeft - box.clientWidth / 2);
    return cell;
  }

  function carry(cell) {
    if (held && cell && held !== cell) {
      exchange(held, cell);
      return;
    }
    hold(held ? null : cell);
    if (said) {
      said.textContent = held ? `${held.title}: ${said.dataset.said}` : "";
    }
  }

  function hold(cell) {
    clear("held");
    held = cell;
    cell?.classList.add("held");
  }

  function exchange(one, two) {
    const asked = new URLSearchParams({
      officer: one.dataset.officer,
      day: one.dataset.day,
      with: two.dataset.officer,
      with_day: two.dataset.day,
    });
    window.location.assign(`${table.dataset.change}?${asked}`);
  }

  function clear(name) {
    for (const cell of table.querySelectorAll(`.${name}`)) {
      cell.classList.remove(name);
    }
  }
}
