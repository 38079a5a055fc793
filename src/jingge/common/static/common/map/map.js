// The one door to MapLibre. Pages speak in the words of the work: areas, shading, offices, a picked grid.
//
// Markup:   <div class="map" data-module="map" data-config="map-config"></div>
//           {{ config|json_script:"map-config" }}
//
// config = {
//   assets: {worker, css},                       // static addresses, given by the template tag
//   areas:  [{key, level, url, label, visible}], // GeoJSON, drawn in this order
//   figures: url | null,                         // {code: {property: value}} joined onto every feature
//   shade:  {key, choices: [{property, label, unit, kind: "sequential"|"diverging"|"category", breaks}]},
//   roads: url | null, offices: url | null,
//   focus: code | null, on: [west, south, east, north] | null,
//   detail: {url: "/…/CODE/", target: "#grid-detail"} | null,   // loaded when a grid is picked
//   words: {…}                                   // every text the map shows
// }
// Events on the element: "map:ready", "map:picked" {detail: properties}.
// Answers to: element.map.focusOn(code), element.map.setShade(property), element.map.show(key, visible).

import { buildMap } from "./canvas.js";
import { boundsOf } from "./geometry.js";
import { drawLegend } from "./legend.js";
import { colourExpression, chosenShade } from "./shade.js";
import { joinFigures, loadJson } from "./data.js";

export default async function mount(element) {
  const config = JSON.parse(document.getElementById(element.dataset.config).textContent);
  const state = { config, shade: config.shade ? config.shade.key : null, features: new Map() };
  element.setAttribute("role", "application");
  element.setAttribute("aria-label", config.words.map);
  let layers;
  try {
    layers = await loadLayers(config, state);
  } catch (error) {
    element.textContent = config.words.failed;
    element.classList.add("map--failed");
    throw error;
  }
  const map = await buildMap(element, config, layers, colourExpression(state));
  wirePicking(element, map, config, state);
  element.map = {
    focusOn: (code) => focusOn(map, state, code),
    setShade: (property) => setShade(element, map, config, state, property),
    show: (key, visible) => show(map, config, key, visible),
    reload: async () => {
      const fresh = await loadLayers(config, state);
      fresh.areas.forEach(({ key, collection }) => map.getSource(`area-${key}`).setData(collection));
    },
  };
  drawLegend(element, state);
  wireControls(element);
  if (config.focus) focusOn(map, state, config.focus);
  element.dataset.ready = "true";
  element.dispatchEvent(new CustomEvent("map:ready", { bubbles: true }));
}

async function loadLayers(config, state) {
  const [areas, figures, roads, offices] = await Promise.all([
    Promise.all(config.areas.map(async (area) => ({ ...area, collection: await loadJson(area.url) }))),
    config.figures ? loadJson(config.figures) : {},
    config.roads ? loadJson(config.roads) : null,
    config.offices ? loadJson(config.offices) : null,
  ]);
  areas.forEach(({ key, collection }) => {
    joinFigures(collection, figures);
    collection.features.forEach((feature) => state.features.set(feature.properties.code, { key, feature }));
  });
  state.areas = areas;
  return { areas, roads, offices };
}

function wirePicking(element, map, config, state) {
  map.on("click", (event) => {
    const ids = map.getStyle().layers.map((layer) => layer.id).filter((id) => id.startsWith("fill-") || id === "offices");
    const hit = map.queryRenderedFeatures(event.point, { layers: ids })[0];
    if (!hit) return;
    const { lng, lat } = event.lngLat;
    element.dispatchEvent(
      new CustomEvent("map:picked", { bubbles: true, detail: { ...hit.properties, lon: lng, lat } }),
    );
    mark(map, state, hit.properties.code);
    showDetail(config, hit.properties);
  });
  map.on("mousemove", (event) => {
    const ids = map.getStyle().layers.map((layer) => layer.id).filter((id) => id.startsWith("fill-"));
    map.getCanvas().classList.toggle("map__canvas--over", map.queryRenderedFeatures(event.point, { layers: ids }).length > 0);
  });
}

function showDetail(config, properties) {
  if (!config.detail || !window.htmx) return;
  const url = config.detail.url.replace("CODE", encodeURIComponent(properties.code));
  window.htmx.ajax("GET", url, { target: config.detail.target, swap: "innerHTML" });
}

function mark(map, state, code) {
  const hit = state.features.get(code);
  map.getSource("marked").setData({ type: "FeatureCollection", features: hit ? [hit.feature] : [] });
}

function focusOn(map, state, code) {
  const hit = state.features.get(code);
  if (!hit) return false;
  mark(map, state, code);
  map.fitBounds(boundsOf(hit.feature.geometry), { padding: 48, maxZoom: 15, animate: false });
  return true;
}

function setShade(element, map, config, state, property) {
  state.shade = property;
  const colour = colourExpression(state);
  config.areas.filter((area) => area.shaded).forEach((area) => {
    map.setPaintProperty(`fill-${area.key}`, "fill-color", colour);
  });
  drawLegend(element, state, chosenShade(state));
}

function show(map, config, key, visible) {
  const ids = map.getStyle().layers.map((layer) => layer.id).filter((id) => id === key || id.endsWith(`-${key}`));
  ids.forEach((id) => map.setLayoutProperty(id, "visibility", visible ? "visible" : "none"));
}

// Plain form controls around the map drive it: the same deed by keyboard, without dragging.
function wireControls(element) {
  const scope = element.closest("[data-map-scope]") || document;
  scope.querySelectorAll("[data-map-show]").forEach((box) => {
    element.map.show(box.dataset.mapShow, box.checked);
    box.addEventListener("change", () => element.map.show(box.dataset.mapShow, box.checked));
  });
  scope.querySelectorAll("[data-map-shade]").forEach((list) => {
    list.addEventListener("change", () => element.map.setShade(list.value));
  });
  scope.addEventListener("click", (event) => {
    const link = event.target.closest("[data-map-focus]");
    if (!link) return;
    if (element.map.focusOn(link.dataset.mapFocus)) {
      event.preventDefault();
      element.scrollIntoView({ block: "nearest" });
    }
  });
}
