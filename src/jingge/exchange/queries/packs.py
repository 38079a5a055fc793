"""What each context puts into a pack. A later context adds one entry to SECTIONS."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jingge.common.viewer import Viewer
from jingge.exchange.rules.packs import PackLine, pack_bytes, shown
from jingge.organisation.queries import get_bureau
from jingge.organisation.rules import RATIO_DISPLAYS
from jingge.planning.queries.forming import list_packs
from jingge.planning.rules.facts import why_not_weights
from jingge.staffing.rules.ratios import TARGET
from jingge.territory.geo.cover import GAP_KM2, OVERLAP_KM2
from jingge.territory.rules import beat_code


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a pack: how it is gathered, and why one of its values may not be taken."""

    gather: Callable[[Viewer], dict[str, Any]]
    why_not: Callable[[str, Any, dict[str, Any]], str]


def weights(viewer: Viewer) -> dict[str, Any]:
    """Named workload weights. Notes stay at home: they may speak of places."""
    return {pack.name: pack.weights for pack in list_packs(viewer)}


def why_not_weight(name: str, value: Any, here: dict[str, Any]) -> str:
    if not isinstance(value, dict) or not all(isinstance(v, int | float) for v in value.values()):
        return _("Weights are numbers by fact.")
    return str(why_not_weights(value) or "")


def settings(viewer: Viewer) -> dict[str, Any]:
    return {"ratio_display": get_bureau(viewer).ratio_display}


def why_not_setting(name: str, value: Any, here: dict[str, Any]) -> str:
    return "" if name == "ratio_display" and value in RATIO_DISPLAYS else _("This setting is not known here.")


def grid_rules(viewer: Viewer) -> dict[str, Any]:
    """The rules of the four levels as this installation keeps them."""
    return {
        "levels": 4,
        "unit_code_digits": 12,
        "block_code_digits": 15,
        "area_code": beat_code("{parent}", 1),
        "overlap_tolerance_m2": round(OVERLAP_KM2 * 1e6),
        "gap_tolerance_m2": round(GAP_KM2 * 1e6),
        "staffing_target": f"{TARGET.numerator}/{TARGET.denominator}",
    }


def why_not_grid_rule(name: str, value: Any, here: dict[str, Any]) -> str:
    """The grid's rules are part of the program: a pack can only confirm them."""
    return (
        "" if here.get(name) == value else _("This rule is fixed in the program and differs from the pack's.")
    )


SECTIONS: dict[str, Section] = {
    "weights": Section(weights, why_not_weight),
    "settings": Section(settings, why_not_setting),
    "grid_rules": Section(grid_rules, why_not_grid_rule),
}


def gather_pack(viewer: Viewer) -> dict[str, Any]:
    return {name: section.gather(viewer) for name, section in SECTIONS.items()}


def pack_file(viewer: Viewer) -> bytes:
    return pack_bytes(gather_pack(viewer))


def compare_pack(viewer: Viewer, sections: dict[str, Any]) -> list[PackLine]:
    """Every value of a pack beside the one here."""
    return list(lines(gather_pack(viewer), sections))


def lines(here: dict[str, Any], sections: dict[str, Any]) -> Iterator[PackLine]:
    for name, values in sections.items():
        mine = here.get(name, {})
        if not isinstance(values, dict):
            yield PackLine(name, "", "", shown(values), _("This part of the pack is damaged."))
            continue
        for key, value in values.items():
            why_not = SECTIONS[name].why_not(key, value, mine)
            before = shown(mine[key]) if key in mine else ""
            yield PackLine(name, str(key)[:60], before, shown(value)[:2000], why_not)
