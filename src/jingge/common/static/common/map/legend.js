// The legend says in words what the colours say.

import { breaksOf, categoriesOf, chosenShade, coloursOf } from "./shade.js";

export function drawLegend(element, state) {
  const scope = element.closest("[data-map-scope]") || document;
  const box = scope.querySelector("[data-map-legend]");
  if (!box) return;
  box.replaceChildren();
  const choice = chosenShade(state);
  if (!choice) return;
  const title = document.createElement("p");
  title.className = "map-legend__title";
  title.textContent = choice.unit ? `${choice.label}（${choice.unit}）` : choice.label;
  const list = document.createElement("ul");
  list.className = "map-legend__list";
  rows(choice, state).forEach(({ colour, text }) => list.append(row(colour, text)));
  box.append(title, list);
}

function rows(choice, state) {
  if (choice.kind === "category") return categoriesOf(choice, state).map(({ name, colour }) => ({ colour, text: name }));
  const cuts = breaksOf(choice, state);
  const colours = coloursOf(choice);
  const show = (value) => (choice.percent ? `${Math.round(value * 100)}%` : Number(value.toFixed(2)).toLocaleString());
  return [...cuts, null].map((cut, index) => ({
    colour: colours[index],
    text: index === 0 ? (cut === null ? "" : `< ${show(cut)}`) : cut === null ? `≥ ${show(cuts[index - 1])}` : `${show(cuts[index - 1])} – ${show(cut)}`,
  }));
}

// An SVG square, not a style attribute: the content policy allows no inline styles.
function row(colour, text) {
  const item = document.createElement("li");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "map-legend__swatch");
  svg.setAttribute("aria-hidden", "true");
  const square = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  square.setAttribute("width", "16");
  square.setAttribute("height", "16");
  square.setAttribute("fill", colour);
  svg.append(square);
  item.append(svg, document.createTextNode(text));
  return item;
}
