"""Which rules a person's month breaks, each with its day and in words; asks no engine."""

from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from jingge.rosters.terms import Breach, KindSpec, Member, Question

SUNDAY = 6


def breaches(question: Question, member: Member, row: Sequence[str]) -> tuple[Breach, ...]:
    """In the order of the days; a row has a code for every day, "" for off."""
    kinds = {kind.code: kind for kind in question.kinds}
    checks: tuple[Callable[..., Iterator[Breach]], ...] = (_away, _able, _rest, _runs, _weeks)
    return tuple(breach for check in checks for breach in check(question, member, row, kinds))


def new_breaches(
    question: Question, member: Member, before: Sequence[str], after: Sequence[str]
) -> list[Breach]:
    """What a change would break that holds now."""
    known = {breach.key for breach in breaches(question, member, before)}
    return [breach for breach in breaches(question, member, after) if breach.key not in known]


def _away(
    question: Question, member: Member, row: Sequence[str], kinds: dict[str, KindSpec]
) -> Iterator[Breach]:
    for day in sorted(member.away):
        if row[day]:
            date = question.day(day)
            text = _("%(day)s: away that day (leave, training, or not posted here)") % {"day": date}
            yield Breach("away", date, text)


def _able(
    question: Question, member: Member, row: Sequence[str], kinds: dict[str, KindSpec]
) -> Iterator[Breach]:
    for day, code in enumerate(row):
        if code and code in kinds and not member.may_do(kinds[code]):
            date = question.day(day)
            text = _("%(day)s: “%(kind)s” is not for this person's part of the station") % {
                "day": date,
                "kind": kinds[code].name,
            }
            yield Breach("able", date, text)


def _rest(
    question: Question, member: Member, row: Sequence[str], kinds: dict[str, KindSpec]
) -> Iterator[Breach]:
    days = [*member.before, *row]
    first = len(member.before)
    for at, code in enumerate(days):
        rest = kinds[code].rest_days if code in kinds else 0
        for later in range(max(at + 1, first), min(at + 1 + rest, len(days))):
            if days[later]:
                date = question.day(later - first)
                text = _("%(day)s: works in the rest after “%(kind)s”, which needs %(count)s day(s) off") % {
                    "day": date,
                    "kind": kinds[code].name,
                    "count": rest,
                }
                yield Breach("rest", date, text)


def _runs(
    question: Question, member: Member, row: Sequence[str], kinds: dict[str, KindSpec]
) -> Iterator[Breach]:
    run = 0
    for code in reversed(member.before):
        if not code:
            break
        run += 1
    for day, code in enumerate(row):
        run = run + 1 if code else 0
        if run == question.rules.most_run + 1:
            date = question.day(day)
            text = _("%(day)s: more than %(most)s days of work in a row") % {
                "day": date,
                "most": question.rules.most_run,
            }
            yield Breach("run", date, text)


def _weeks(
    question: Question, member: Member, row: Sequence[str], kinds: dict[str, KindSpec]
) -> Iterator[Breach]:
    """Whole weeks within the month; excused days count as days in the area."""
    rules = question.rules
    if not member.dedicated or not (rules.community_days or rules.community_hours):
        return
    worth = -(-rules.community_hours * 60 // max(1, rules.community_days))
    for end in range(SUNDAY, question.days):
        if question.day(end).weekday() != SUNDAY:
            continue
        own = [
            max(_area_minutes(kinds, row[at]), worth if at in member.excused else 0)
            for at in range(end - SUNDAY, end + 1)
        ]
        days, minutes = sum(1 for one in own if one), sum(own)
        if days < rules.community_days or minutes < rules.community_hours * 60:
            date = question.day(end - SUNDAY)
            text = _(
                "Week from %(day)s: %(days)s days and %(hours)s h in the own area; "
                "protected are %(least)s days and %(least_hours)s h"
            ) % {
                "day": date,
                "days": days,
                "hours": round(minutes / 60, 1),
                "least": rules.community_days,
                "least_hours": rules.community_hours,
            }
            yield Breach("community", date, text)


def _area_minutes(kinds: dict[str, KindSpec], code: str) -> int:
    return kinds[code].minutes if code in kinds and kinds[code].community else 0
