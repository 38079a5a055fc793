"""A configuration pack: rules and settings of one bureau for another, without its local data (R42)."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from jingge.common.errors import Invalid

FORMAT, VERSION = "jingge-pack", 1
SIZE_LIMIT = 256 * 1024
SECTIONS = ("weights", "settings", "grid_rules")
LABELS = {
    "ratio_display": noop("How percentages are shown (cut or round)"),
    "levels": noop("Levels of the grid"),
    "unit_code_digits": noop("Digits of a community's code"),
    "block_code_digits": noop("Digits of a level-4 grid's code"),
    "area_code": noop("Code of an area"),
    "overlap_tolerance_m2": noop("Overlap allowed, m²"),
    "gap_tolerance_m2": noop("Gap allowed, m²"),
    "staffing_target": noop("Both staffing targets"),
}


@dataclass(frozen=True, slots=True)
class PackLine:
    """One thing a pack would set here: what it is now and what it would become."""

    section: str
    name: str
    before: str
    after: str
    why_not: str = ""  # a reason this line is not taken

    @property
    def label(self) -> str:
        """The name in words; a weight pack's name is its own."""
        return gettext(LABELS[self.name]) if self.name in LABELS else self.name

    @property
    def changes(self) -> bool:
        return self.before != self.after and not self.why_not


def pack_bytes(sections: dict[str, Any]) -> bytes:
    """Sorted and indented, so that two packs can be compared line by line."""
    content = {"format": FORMAT, "version": VERSION, "sections": sections}
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def read_pack(content: bytes) -> dict[str, Any]:
    """The sections of a pack, or `Invalid` naming what is wrong."""
    if len(content) > SIZE_LIMIT:
        raise Invalid(
            "file", len(content), _("A pack is smaller than 256 KB. Choose a file exported as a pack.")
        )
    try:
        pack = json.loads(content.decode("utf-8-sig"), parse_constant=no_constant)
    except (ValueError, RecursionError) as error:
        raise Invalid("file", "", _("This is not a pack. Choose a .json file exported as a pack.")) from error
    if not isinstance(pack, dict) or pack.get("format") != FORMAT:
        raise Invalid("format", "", _("This is not a pack. Choose a .json file exported as a pack."))
    if pack.get("version") != VERSION:
        raise Invalid(
            "version", pack.get("version"), _("This version of pack is not known. Export it again.")
        )
    sections = pack.get("sections")
    if not isinstance(sections, dict) or set(pack) - {"format", "version", "sections"}:
        raise Invalid("sections", "", _("The pack has parts that are not known. Export it again."))
    if unknown := set(sections) - set(SECTIONS):
        raise Invalid(
            "sections",
            ", ".join(sorted(unknown)),
            _("The pack has parts that are not known. Export it again."),
        )
    return sections


def no_constant(text: str) -> None:
    raise ValueError(text)


def shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
