"""What auxiliaries and helpers may be put to. The rules are data, each with the text it rests on.

Helpers stand under the same rules as auxiliaries (a default; domain reference 1.3).
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jingge.common.errors import Reason
from jingge.staffing.terms import Limit, Part, Post, StaffKind, Work

LIMIT_OF_WORK: Mapping[Work, str] = {
    Work.COMMUNITY: "community",
    Work.PATROL: "community",
    Work.SAFETY_CHECK: "community",
    Work.MEDIATION: "led",
    Work.INTAKE: "led",
    Work.SERVICE: "led",
    Work.SCENE: "scene",
    Work.PAPERS: "papers",
    Work.DISPATCH: "supervision",
    Work.DUTY: "supervision",
    Work.CASE: "cases",
    Work.COERCION: "coercion",
    Work.WEAPONS: "weapons",
    Work.SECRETS: "secrets",
    Work.TRAINING: "supervision",
}
WORK_OF_PART: Mapping[Part, Work] = {
    Part.COMMAND_OFFICE: Work.DISPATCH,
    Part.COMMUNITY_TEAM: Work.COMMUNITY,
    Part.CASE_TEAM: Work.CASE,
}


@cache
def limits() -> tuple[Limit, ...]:
    """Every rule in the order of the file."""
    text = (files("jingge.staffing") / "data" / "auxiliary_limits.csv").read_text(encoding="utf-8")
    return tuple(Limit(**row) for row in csv.DictReader(text.splitlines()))


def limit(limit_id: str) -> Limit:
    return next(one for one in limits() if one.id == limit_id)


def rule_text(rule: Limit) -> str:
    """The rule in the reader's language."""
    return rule.rule_en if _english() else rule.rule_zh


def basis_text(rule: Limit) -> str:
    """The text the rule rests on, in the reader's language."""
    return rule.basis_en if _english() else rule.basis


def _english() -> bool:
    return (get_language() or "").startswith("en")


def quoted(rule: Limit) -> Reason:
    if rule.allowed == "no" and rule.id != "enforcement":
        return _("Auxiliaries and helpers may not: %(rule)s (%(basis)s).") % {
            "rule": rule_text(rule),
            "basis": basis_text(rule),
        }
    return _("Auxiliaries and helpers: %(rule)s (%(basis)s).") % {
        "rule": rule_text(rule),
        "basis": basis_text(rule),
    }


def why_not_assign(kind: StaffKind, work: Work) -> Reason | None:
    """The reason a person of this kind may not be put to this work, with the rule quoted, or None."""
    if kind is StaffKind.OFFICER:
        return None
    rule = limit(LIMIT_OF_WORK[work])
    if rule.allowed != "no":
        return None
    return _("“%(work)s” is for police officers only. %(rule)s") % {
        "work": work.label,
        "rule": quoted(rule),
    }


def why_not_unled(kind: StaffKind, work: Work, *, led: bool) -> Reason | None:
    """Auxiliaries and helpers work only under an officer's command: the reason this one has none, or None."""
    if kind is StaffKind.OFFICER or led:
        return None
    rule = limit(LIMIT_OF_WORK[work])
    if rule.id != "led":
        rule = limit("supervision")
    return _("Name the officer in command. %(rule)s") % {"rule": quoted(rule)}


def why_not_in_part(kind: StaffKind, part: Part) -> Reason | None:
    """The reason a person of this kind may not serve in this part of a station, or None."""
    return why_not_assign(kind, WORK_OF_PART[part])


def why_not_officers_post(kind: StaffKind, post: Post) -> Reason | None:
    """The reason somebody who is no police officer may not hold an officer's post, or None."""
    if kind is StaffKind.OFFICER or post in (Post.AUXILIARY, Post.HELPER):
        return None
    rule = limit("cases" if post is Post.CASE_OFFICER else "enforcement")
    return _("The post “%(post)s” is for police officers only. %(rule)s") % {
        "post": post.label,
        "rule": quoted(rule),
    }
