"""Places written by people: names or codes of communities, villages and blocks, one wish a line."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

SEPARATORS = re.compile(r"[、,，;；\s]+")


class Unreadable(Exception):
    """A line that cannot be understood; the message names line, value and mend."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What the map calls its places."""

    units: Mapping[str, str]  # code → name
    blocks: frozenset[str]

    def code(self, written: str, line: int) -> str:
        """The code of a place, by code or name."""
        if written in self.units or written in self.blocks:
            return written
        found = [code for code, name in self.units.items() if name == written]
        found = found or [code for code, name in self.units.items() if _bare(name) == _bare(written)]
        if len(found) > 1:
            raise Unreadable(
                _("Line %(line)d: “%(value)s” is the name of several places (%(codes)s); write the code.")
                % {"line": line, "value": written, "codes": "、".join(sorted(found))}
            )
        if not found:
            raise Unreadable(
                _(
                    "Line %(line)d: “%(value)s” is no community, village or block of this map; write its name "
                    "or code as the map has it."
                )
                % {"line": line, "value": written}
            )
        return found[0]

    def name(self, code: str) -> str:
        """What to write for a code: the name where it is the only one."""
        name = self.units.get(code, "")
        return name if name and list(self.units.values()).count(name) == 1 else code


def _bare(name: str) -> str:
    """西湖 for 西湖社区, 东塔 for 东塔村: what people write."""
    return re.sub(r"(社区|居委会|村委会|村|生活区)$", "", name)


def groups(text: str, places: Gazetteer) -> tuple[tuple[str, ...], ...]:
    """Each line a group of at least two places."""
    found = []
    for line, written in _lines(text):
        codes = tuple(dict.fromkeys(places.code(word, line) for word in written))
        if len(codes) < 2:
            raise Unreadable(
                _(
                    "Line %(line)d: “%(value)s” names one place only; write at least two, with 、 between them."
                )
                % {"line": line, "value": "、".join(written)}
            )
        found.append(codes)
    return tuple(found)


def pairs(text: str, places: Gazetteer) -> tuple[tuple[str, str], ...]:
    """Each line places of which no two share an area."""
    found: dict[tuple[str, str], None] = {}
    for group in groups(text, places):
        for index, first in enumerate(group):
            for second in group[index + 1 :]:
                found[first, second] = None
    return tuple(found)


def numbers(text: str, places: Gazetteer) -> dict[str, int]:
    """Each line a community or village and how many officers it gets."""
    found: dict[str, int] = {}
    for line, written in _lines(text):
        digits = written[-1].removesuffix("人").removesuffix("名")
        if len(written) != 2 or not digits.isdecimal() or not 1 <= int(digits) <= 99:
            raise Unreadable(
                _(
                    "Line %(line)d: “%(value)s”; write one place and the number of its officers, such as “%(example)s”."
                )
                % {"line": line, "value": " ".join(written), "example": _example(places)}
            )
        code = places.code(written[0], line)
        if code not in places.units:
            raise Unreadable(
                _("Line %(line)d: “%(value)s” is a block; name the community or village it lies in.")
                % {"line": line, "value": written[0]}
            )
        found[code] = int(digits)
    return found


def _example(places: Gazetteer) -> str:
    return f"{next(iter(places.units.values()), '…')} 2"


def _lines(text: str) -> Iterable[tuple[int, list[str]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        words = [word for word in SEPARATORS.split(re.sub(r"[:：]", " ", line)) if word]
        if words:
            yield number, words


def text_of_groups(found: Iterable[Iterable[str]], places: Gazetteer) -> str:
    """The wishes as they may be written again."""
    return "\n".join("、".join(places.name(code) for code in group) for group in found)


def text_of_numbers(found: Mapping[str, int], places: Gazetteer) -> str:
    return "\n".join(f"{places.name(code)} {n}" for code, n in found.items())
