"""What a page says to the map module, in the words of the work."""

from dataclasses import dataclass, field
from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class AreaLayer:
    """One layer of areas: a level of the grid, or the areas of a plan."""

    key: str
    level: int  # 1–4: chooses line and label
    url: str
    label: str = ""  # the property written on the map; empty = none
    shaded: bool = False  # takes its colour from the shading
    pickable: bool = False
    visible: bool = True


@dataclass(frozen=True, slots=True)
class Shade:
    """One way to colour the shaded layers."""

    property: str
    label: str
    kind: str = "sequential"  # sequential | diverging | category
    unit: str = ""
    breaks: tuple[float, ...] = ()  # empty = fifths of the values
    percent: bool = False


@dataclass(frozen=True, slots=True)
class MapConfig:
    """Everything one map needs. Render it with `json_script` and name it in `data-config`."""

    areas: tuple[AreaLayer, ...]
    shades: tuple[Shade, ...] = ()
    figures: str = ""
    roads: str = ""
    offices: str = ""
    focus: str = ""
    detail_url: str = ""  # holds CODE where the picked grid's code goes
    detail_target: str = ""
    note: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "assets": {
                "library": static("vendor/maplibre/maplibre-gl.mjs"),
                "worker": static("vendor/maplibre/maplibre-gl-worker.mjs"),
            },
            "areas": [_layer(area) for area in self.areas],
            "shade": {"key": self.shades[0].property, "choices": [_shade(s) for s in self.shades]}
            if self.shades
            else None,
            "figures": self.figures or None,
            "roads": self.roads or None,
            "offices": self.offices or None,
            "focus": self.focus or None,
            "detail": {"url": self.detail_url, "target": self.detail_target} if self.detail_url else None,
            "words": {
                "map": _("Map of the police grid. The table beside it holds the same content."),
                "failed": _("The map could not be loaded. The table holds the same content."),
                "note": self.note or _("Schematic drawing, not administrative boundaries. CGCS2000"),
                "controls": {
                    "NavigationControl.ZoomIn": _("Zoom in"),
                    "NavigationControl.ZoomOut": _("Zoom out"),
                },
            },
            **self.extra,
        }


def _layer(area: AreaLayer) -> dict[str, Any]:
    return {
        "key": area.key,
        "level": area.level,
        "url": area.url,
        "label": area.label,
        "shaded": area.shaded,
        "pickable": area.pickable,
        "visible": area.visible,
    }


def _shade(shade: Shade) -> dict[str, Any]:
    return {
        "property": shade.property,
        "label": str(shade.label),
        "kind": shade.kind,
        "unit": str(shade.unit),
        "breaks": list(shade.breaks) or None,
        "percent": shade.percent,
    }
