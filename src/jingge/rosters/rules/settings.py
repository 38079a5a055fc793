"""What a kind of shift and a station's rules may be: a field, and the mend."""

import re

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.rosters.terms import KindSpec, StationRules, Who

MOST_NEEDED = 99
CODE = re.compile(r"[a-z][a-z0-9-]{0,15}")


def wrong_kind(kind: KindSpec) -> tuple[str, Reason] | None:
    """The first field that can't be, with its mend."""
    if not CODE.fullmatch(kind.code):
        return "code", _("Use up to 16 small letters, figures and hyphens, a letter first.")
    if not kind.name.strip():
        return "name", _("Give the kind of shift a name.")
    if not 1 <= len(kind.mark.strip()) <= 2:
        return "mark", _("One or two characters, as they stand in the month's grid.")
    if not 0 <= kind.start_minute < 1440:
        return "start_minute", _("A time of the day from 00:00 to 23:59.")
    if not 15 <= kind.minutes <= 1440:
        return "minutes", _("From 15 minutes to 24 hours (1440 minutes).")
    if kind.who not in Who.values:
        return "who", _("Choose who may be put on it.")
    if not 0 <= kind.rest_days <= 3:
        return "rest_days", _("From 0 to 3 days.")
    if min(kind.need_workday, kind.need_dayoff) < 0 or max(kind.need_workday, kind.need_dayoff) > MOST_NEEDED:
        return "need_workday", _("From 0 to 99 people.")
    return None


def wrong_rules(rules: StationRules) -> tuple[str, Reason] | None:
    if not 1 <= rules.most_run <= 14:
        return "most_run", _("From 1 to 14 days in a row.")
    if not 0 <= rules.community_days <= rules.most_run or rules.community_days > 7:
        return "community_days", _("From 0 to 7 days a week, and not more than may be worked in a row.")
    if not 0 <= rules.community_hours <= 60:
        return "community_hours", _("From 0 to 60 hours a week.")
    if not 1 <= rules.seconds <= 300:
        return "seconds", _("From 1 to 300 seconds.")
    return None
