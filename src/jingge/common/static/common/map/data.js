// Fetching and joining: geometry is cached for ever by version, figures are fresh.

export async function loadJson(url) {
  const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

export function joinFigures(collection, figures) {
  collection.features.forEach((feature) => Object.assign(feature.properties, figures[feature.properties.code] || {}));
  return collection;
}
