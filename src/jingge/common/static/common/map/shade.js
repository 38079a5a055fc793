// Colours that survive printing and colour blindness; every class is also named in the legend.

const SEQUENTIAL = ["#eef4fb", "#c9dff2", "#93bfe3", "#4f93cc", "#1d5fa3"];
const DIVERGING = ["#2b6cb0", "#a9cbe8", "#f3f1ea", "#f2b77c", "#c2571a"];
const CATEGORY = ["#8fb8de", "#f2c48d", "#a8d5ba", "#d9b3d9", "#f4e2a1", "#b5b8e8", "#e8b4a8", "#b8d8d8", "#d6c9a8", "#c7d2de"];
const UNKNOWN = "#e5e7eb";

export function chosenShade(state) {
  return state.shade ? state.config.shade.choices.find((choice) => choice.property === state.shade) : null;
}

export function coloursOf(choice) {
  return choice.kind === "diverging" ? DIVERGING : SEQUENTIAL;
}

// Breaks: given by the page, or fifths of the values at hand.
export function breaksOf(choice, state) {
  if (choice.breaks) return choice.breaks;
  const values = [];
  state.features.forEach(({ key, feature }) => {
    const area = state.config.areas.find((one) => one.key === key);
    const value = feature.properties[choice.property];
    if (area.shaded && typeof value === "number") values.push(value);
  });
  values.sort((a, b) => a - b);
  const cuts = [0.2, 0.4, 0.6, 0.8].map((share) => values[Math.floor(share * (values.length - 1))]);
  return [...new Set(cuts)].filter((cut) => cut !== undefined);
}

export function categoriesOf(choice, state) {
  const names = new Set();
  state.features.forEach(({ key, feature }) => {
    const area = state.config.areas.find((one) => one.key === key);
    if (area.shaded && feature.properties[choice.property] != null) names.add(feature.properties[choice.property]);
  });
  return [...names].sort().map((name, index) => ({ name, colour: CATEGORY[index % CATEGORY.length] }));
}

export function colourExpression(state) {
  const choice = chosenShade(state);
  if (!choice) return "#dfe9f3";
  const value = ["get", choice.property];
  if (choice.kind === "category") {
    const pairs = categoriesOf(choice, state).flatMap(({ name, colour }) => [name, colour]);
    return pairs.length ? ["match", value, ...pairs, UNKNOWN] : UNKNOWN;
  }
  const colours = coloursOf(choice);
  const steps = breaksOf(choice, state).flatMap((cut, index) => [cut, colours[index + 1]]);
  if (!steps.length) return colours[2];
  return ["case", ["==", ["typeof", value], "number"], ["step", value, colours[0], ...steps], UNKNOWN];
}
