// Boxes around geometry: [west, south, east, north] in degrees.

const COUNTRY = [73, 18, 135, 54];

function widen(box, part) {
  if (typeof part[0] === "number") {
    box[0] = Math.min(box[0], part[0]);
    box[1] = Math.min(box[1], part[1]);
    box[2] = Math.max(box[2], part[0]);
    box[3] = Math.max(box[3], part[1]);
  } else part.forEach((inner) => widen(box, inner));
  return box;
}

export function boundsOf(geometry) {
  return widen([Infinity, Infinity, -Infinity, -Infinity], geometry.coordinates);
}

export function boundsOfAll(collections) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  collections.forEach(({ features }) => features.forEach(({ geometry }) => widen(box, geometry.coordinates)));
  return Number.isFinite(box[0]) ? box : COUNTRY;
}
