// The map itself: sources, layers and look. Only this file imports MapLibre.

import { boundsOfAll } from "./geometry.js";

const FONT = ["Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"].join(", ");
const LINES = {
  1: { "line-color": "#1b3a5d", "line-width": ["interpolate", ["linear"], ["zoom"], 8, 2, 14, 4] },
  2: { "line-color": "#47617e", "line-width": ["interpolate", ["linear"], ["zoom"], 8, 0.6, 14, 2] },
  3: { "line-color": "#b4491c", "line-width": ["interpolate", ["linear"], ["zoom"], 8, 1.1, 14, 2.6] },
  4: { "line-color": "#8a99a8", "line-width": ["interpolate", ["linear"], ["zoom"], 8, 0.2, 14, 1] },
};
const LABEL_FROM = { 1: 0, 2: 11.2, 3: 9.6, 4: 13 };

export async function buildMap(element, config, layers, colour) {
  const library = await import(config.assets.library);
  library.setWorkerUrl(config.assets.worker);
  const map = new library.Map({
    container: element,
    bounds: config.on || boundsOfAll(layers.areas.map(({ collection }) => collection)),
    fitBoundsOptions: { padding: 24 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxZoom: 17,
    minZoom: 6,
    fadeDuration: 0,
    localIdeographFontFamily: FONT,
    locale: config.words.controls,
    style: styleOf(layers, colour),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new library.ScaleControl({ unit: "metric" }), "bottom-left");
  map.addControl(new library.AttributionControl({ compact: false, customAttribution: config.words.note }), "bottom-right");
  await new Promise((done) => {
    if (map.loaded()) done();
    else map.once("load", done);
  });
  return map;
}

function styleOf({ areas, roads, offices }, colour) {
  const sources = { marked: { type: "geojson", data: { type: "FeatureCollection", features: [] } } };
  const fills = [];
  const lines = [];
  const labels = [];
  areas.forEach((area) => {
    sources[`area-${area.key}`] = { type: "geojson", data: area.collection };
    if (area.shaded || area.pickable) fills.push(fillOf(area, colour));
    lines.push(lineOf(area));
    if (area.label) labels.push(labelOf(area));
  });
  const extra = [];
  if (roads) {
    sources.roads = { type: "geojson", data: roads };
    extra.push({ id: "roads", type: "line", source: "roads", paint: roadPaint });
  }
  const points = [];
  if (offices) {
    sources.offices = { type: "geojson", data: offices };
    points.push({ id: "offices", type: "circle", source: "offices", paint: officePaint });
    points.push(officeLabel);
  }
  const marked = {
    id: "marked",
    type: "line",
    source: "marked",
    layout: { "line-join": "round" },
    paint: { "line-color": "#d81b1b", "line-width": 3.5 },
  };
  const paper = { id: "paper", type: "background", paint: { "background-color": "#f6f7f4" } };
  return { version: 8, sources, layers: [paper, ...fills, ...extra, ...lines, marked, ...points, ...labels] };
}

function fillOf(area, colour) {
  return {
    id: `fill-${area.key}`,
    type: "fill",
    source: `area-${area.key}`,
    layout: { visibility: area.visible === false ? "none" : "visible" },
    paint: { "fill-color": area.shaded ? colour : "rgba(0,0,0,0)", "fill-opacity": area.shaded ? 0.82 : 1 },
  };
}

function lineOf(area) {
  return {
    id: `line-${area.key}`,
    type: "line",
    source: `area-${area.key}`,
    layout: { "line-join": "round", visibility: area.visible === false ? "none" : "visible" },
    paint: LINES[area.level],
  };
}

function labelOf(area) {
  return {
    id: `label-${area.key}`,
    type: "symbol",
    source: `area-${area.key}`,
    minzoom: area.labelFrom === undefined ? LABEL_FROM[area.level] : area.labelFrom,
    layout: {
      visibility: area.visible === false ? "none" : "visible",
      "text-field": ["get", area.label],
      "text-font": ["Noto Sans SC"],
      "text-size": area.level === 1 ? 15 : 12,
      "text-max-width": 8,
    },
    paint: { "text-color": "#12263a", "text-halo-color": "#ffffff", "text-halo-width": 1.6 },
  };
}

const roadPaint = {
  "line-color": ["match", ["get", "road_class"], "trunk", "#d39a3f", "county", "#c9b38a", "#c8cdd2"],
  "line-width": [
    "interpolate", ["linear"], ["zoom"],
    8, ["match", ["get", "road_class"], "trunk", 1.6, "county", 0.9, 0.3],
    14, ["match", ["get", "road_class"], "trunk", 5, "county", 3, 1.5],
  ],
};
const officePaint = {
  "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 3.5, 14, 7],
  "circle-color": ["match", ["get", "class"], 1, "#0b4f9c", 2, "#2a9d8f", "#7a7a7a"],
  "circle-stroke-color": "#ffffff",
  "circle-stroke-width": 1.5,
};
const officeLabel = {
  id: "label-offices",
  type: "symbol",
  source: "offices",
  minzoom: 11.5,
  layout: {
    "text-field": ["get", "name"],
    "text-font": ["Noto Sans SC"],
    "text-size": 11,
    "text-offset": [0, 1.1],
    "text-anchor": "top",
  },
  paint: { "text-color": "#0b4f9c", "text-halo-color": "#ffffff", "text-halo-width": 1.4 },
};
