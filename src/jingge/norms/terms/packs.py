"""A pack of rules: what is handled by whom, how fast, with which powers and forms."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from jingge.norms.terms.clocks import Limit


class Lead(TextChoices):
    """Who leads a matter of a category: exactly one."""

    STATION = "station", _("Police station of the place")
    CRIMINAL = "criminal_brigade", _("Criminal brigade")
    PUBLIC_ORDER = "public_order_brigade", _("Public-order brigade")
    DRUGS = "drugs_brigade", _("Drug brigade")
    TRAFFIC = "traffic_brigade", _("Traffic brigade")
    COMMAND = "command_centre", _("Command centre")
    NEAREST = "nearest_unit", _("Nearest unit")
    INSPECTION = "inspection_unit", _("Inspection unit")
    HOTLINE = "hotline_12345", _("Government hotline 12345")
    CLOSED = "close_with_reason", _("Closed with the reason")


class Procedure(TextChoices):
    """Which rules of handling a matter follows."""

    CRIMINAL = "criminal", _("Criminal procedure")
    ADMINISTRATIVE = "administrative", _("Administrative procedure")
    DISPUTE = "dispute", _("Mediation")
    NONE = "none", _("No case procedure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A kind of matter. One with kinds of its own below it leads nothing itself."""

    code: str
    parent: str
    name_zh: str
    name_en: str
    procedure: Procedure | None
    lead: Lead | None
    helps: tuple[Lead, ...]
    often: bool  # stands on the short list of the intake form
    preventable: bool  # 可防性案件: shown beside the work, never scored
    local_code: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """How far a station may decide by itself."""

    code: str
    key: str
    name_zh: str
    name_en: str
    amount: int
    unit: str
    basis: str
    article: str
    valid_from: date
    valid_to: date | None = None

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentStep:
    """What is done before a transfer, and on which ground."""

    code: str
    ground_zh: str
    ground_en: str
    step_zh: str
    step_en: str
    basis: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A paper that is printed or recorded at a step."""

    code: str
    name_zh: str
    name_en: str
    used_zh: str
    used_en: str
    basis: str
    article: str


@dataclass(frozen=True, kw_only=True)
class Pack:
    """All rules of one edition."""

    code: str
    edition: int
    name_zh: str
    name_en: str
    valid_from: date
    categories: tuple[Category, ...]
    limits: tuple[Limit, ...]
    powers: tuple[Power, ...]
    urgent_steps: tuple[UrgentStep, ...]
    forms: tuple[Form, ...]

    def limit_on(self, key: str, day: date) -> Limit | None:
        """The limit in force on the day a matter was accepted or filed."""
        return next((one for one in self._by_key.get(key, ()) if one.in_force(day)), None)

    def power_on(self, key: str, day: date) -> Power | None:
        return next((one for one in self.powers if one.key == key and one.in_force(day)), None)

    def category(self, code: str) -> Category | None:
        return self._by_code.get(code)

    @cached_property
    def leaves(self) -> tuple[Category, ...]:
        """The categories a matter can be of."""
        parents = {one.parent for one in self.categories}
        return tuple(one for one in self.categories if one.lead is not None or one.code not in parents)

    @cached_property
    def _by_key(self) -> dict[str, list[Limit]]:
        found: dict[str, list[Limit]] = {}
        for one in self.limits:
            found.setdefault(one.key, []).append(one)
        return found

    @cached_property
    def _by_code(self) -> dict[str, Category]:
        return {one.code: one for one in self.categories}


@dataclass(frozen=True, slots=True)
class PackFault:
    """One thing wrong with a pack: where, what, and how to mend it."""

    table: str
    row: int  # as a spreadsheet counts: the heading is 1
    field: str
    value: str
    mend: str

    def __str__(self) -> str:
        return f"{self.table} {self.row} · {self.field}: {self.value!r} · {self.mend}"
