"""What must be true of an import's people and offices before any of it is written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.staffing.rules.posts import why_not_post
from jingge.staffing.terms import (
    AgeBand,
    OfficerSpec,
    OfficeSpec,
    OrganKind,
    Post,
    PostingReason,
    StaffKind,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a spec: which field, what it held, how to mend it."""

    field: str
    value: str
    mend: Reason


@dataclass(frozen=True, slots=True)
class Known:
    """What the bureau has already: organs by code, people by number with their kind."""

    organs: Mapping[str, OrganKind]
    kinds: Mapping[str, StaffKind]


def fault_in_officer(spec: OfficerSpec, known: Known, kinds: Mapping[str, StaffKind]) -> Fault | None:
    """`kinds` are those of everyone, the file's own included."""
    who = spec.police_number
    for field, value, allowed in (
        ("kind", spec.kind, StaffKind.values),
        ("age_band", spec.age_band, AgeBand.values),
        ("post", spec.post, Post.values),
        ("reason", spec.reason, PostingReason.values),
    ):
        if value not in allowed:
            return Fault(
                field,
                value,
                _("%(who)s: write one of %(values)s.") % {"who": who, "values": ", ".join(allowed)},
            )
    if spec.organ_code and spec.organ_code not in known.organs:
        return Fault(
            "organ_code", spec.organ_code, _("%(who)s: no station or brigade has this code.") % {"who": who}
        )
    organ = known.organs[spec.organ_code] if spec.organ_code else OrganKind.DEPARTMENT
    if reason := why_not_post(StaffKind(spec.kind), Post(spec.post), organ):
        return Fault("post", spec.post, f"{who}: {reason}")
    before = known.kinds.get(who)
    if before is not None and before != spec.kind:
        return Fault(
            "kind",
            spec.kind,
            _("%(who)s is entered as “%(kind)s”; someone of another kind needs a number of their own.")
            % {"who": who, "kind": before.label},
        )
    if spec.paired_with and kinds.get(spec.paired_with) is not StaffKind.OFFICER:
        return Fault(
            "paired_with", spec.paired_with, _("%(who)s: no police officer has this number.") % {"who": who}
        )
    if spec.paired_with and spec.kind != StaffKind.AUXILIARY:
        return Fault(
            "paired_with", spec.paired_with, _("%(who)s: only auxiliaries are paired.") % {"who": who}
        )
    return fault_in_units(who, spec.serves_units)


def fault_in_office(spec: OfficeSpec, known: Known) -> Fault | None:
    if known.organs.get(spec.station_code) is not OrganKind.STATION:
        return Fault(
            "station_code", spec.station_code, _("%(who)s: no station has this code.") % {"who": spec.code}
        )
    if spec.office_class not in (1, 2, 3):
        return Fault(
            "class", str(spec.office_class), _("%(who)s: write class 1, 2 or 3.") % {"who": spec.code}
        )
    return fault_in_units(spec.code, (spec.unit_code, *spec.serves_units))


def fault_in_units(who: str, codes: Sequence[str]) -> Fault | None:
    for code in codes:
        if not (len(code) == 12 and code.isascii() and code.isdigit()):
            return Fault(
                "serves_units", code, _("%(who)s: a community or village code has 12 digits.") % {"who": who}
            )
    return None


def first_fault(officers: Sequence[OfficerSpec], offices: Sequence[OfficeSpec], known: Known) -> Fault | None:
    """The first thing wrong in the tables, or None."""
    if twice := first_twice([o.police_number for o in officers]):
        return Fault("police_number", twice, _("This police number appears twice."))
    if twice := first_twice([o.code for o in offices]):
        return Fault("code", twice, _("This office code appears twice."))
    kinds = dict(known.kinds) | {
        o.police_number: StaffKind(o.kind) for o in officers if o.kind in StaffKind.values
    }
    faults = (fault_in_officer(o, known, kinds) for o in officers)
    return next((f for f in faults if f), None) or next(
        (f for o in offices if (f := fault_in_office(o, known))), None
    )


def first_twice(keys: Collection[str]) -> str:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    return ""
