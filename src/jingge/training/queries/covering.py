"""Who has which topic."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.errors import NotAllowed
from jingge.common.viewer import Viewer
from jingge.staffing.models import Officer
from jingge.training.models import Attendance, Paper, Topic
from jingge.training.queries.classes import list_topics, officers_on
from jingge.training.queries.testing import best_scores, oneself
from jingge.training.rules import standing
from jingge.training.terms import CoverRow, StationRow


def cover(
    viewer: Viewer, day: date, *, station_code: str = "", topic_id: str = "", only: str = ""
) -> list[CoverRow]:
    """Who has which topic; `only` "lacking" leaves out whoever has them all (or has that one topic)."""
    if reason := why_not(viewer, Ability.SEE_STAFF):
        raise NotAllowed(reason)
    people = officers_on(viewer, day, station_code=station_code)
    rows = cover_of(viewer, people)
    if only != "lacking":
        return rows
    places = [n for n, topic in enumerate(list_topics(viewer)) if not topic_id or str(topic.pk) == topic_id]
    return [row for row in rows if any(row.standings[n] != "covered" for n in places)]


def cover_of(viewer: Viewer, people: Iterable[tuple[Officer, str, str]]) -> list[CoverRow]:
    topics = list_topics(viewer)
    known = Attendance.objects.filter(topic__in=topics, training_class__cancelled=False)
    attended: dict[tuple[UUID, UUID], set[UUID]] = {}
    for officer_id, topic_id, class_id in known.values_list("officer_id", "topic_id", "training_class_id"):
        attended.setdefault((officer_id, topic_id), set()).add(class_id)
    papers = Paper.objects.filter(topic__in=topics).only("pk", "training_class_id", "topic_id", "pass_mark")
    tested = {(paper.training_class_id, paper.topic_id): paper for paper in papers}
    best = best_scores()

    def one(officer: Officer, topic: Topic) -> str:
        classes = attended.get((officer.pk, topic.pk), set())
        found = [
            standing(
                attended=True,
                tested=(paper := tested.get((pk, topic.pk))) is not None,
                passed=paper is not None and best.get((paper.pk, officer.pk), -1) >= paper.pass_mark,
            )
            for pk in classes
        ]
        covered = [s for s in found if s == "covered"]
        return (covered or found or [standing(attended=False, tested=False, passed=False)])[0]

    return [
        CoverRow(
            officer.pk,
            officer.police_number,
            officer.display_name,
            code,
            name,
            tuple(one(officer, topic) for topic in topics),  # type: ignore[misc]
        )
        for officer, code, name in people
    ]


def own_cover(viewer: Viewer) -> CoverRow | None:
    person = oneself(viewer)
    return cover_of(viewer, [(person, "", "")])[0] if person else None


def by_station(viewer: Viewer, day: date) -> list[StationRow]:
    """How many officers of each station lack each topic; the rows behind are those of `cover`."""
    stations: dict[str, list[CoverRow]] = {}
    for row in cover(viewer, day):
        stations.setdefault(row.station_code, []).append(row)
    width = len(list_topics(viewer))
    return [
        StationRow(
            code=code,
            name=rows[0].station_name,
            officers=len(rows),
            lacking=tuple(sum(1 for r in rows if r.standings[n] != "covered") for n in range(width)),
            incomplete=sum(1 for r in rows if r.lacking),
        )
        for code, rows in sorted(stations.items())
    ]
