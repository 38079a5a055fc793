"""Reading training, beginning with who asks. Scores are for the officer and the heads only."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.errors import NotAllowed, NotYours
from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.staffing.models import Officer, Posting, held_on
from jingge.staffing.terms import StaffKind
from jingge.training.models import Attendance, Paper, Topic, TrainingClass, Try
from jingge.training.rules import standing
from jingge.training.terms import ClassRow, CoverRow, OwnTest, Question, ResultRow, TopicPart


def list_topics(viewer: Viewer) -> list[Topic]:
    return list(Topic.objects.filter(bureau_id=viewer.bureau_id).order_by("place", "name"))


def list_classes(viewer: Viewer, *, text: str = "") -> list[ClassRow]:
    rows = TrainingClass.objects.filter(bureau_id=viewer.bureau_id).prefetch_related("topics")
    rows = rows.annotate(people=Count("attendances__officer", distinct=True))
    if text:
        rows = rows.filter(name__icontains=text)
    return [
        ClassRow(
            id=row.pk,
            name=row.name,
            first_day=row.first_day,
            last_day=row.last_day,
            cancelled=row.cancelled,
            topics=listed(t.name for t in sorted(row.topics.all(), key=lambda t: t.place)),
            people=row.people,
        )
        for row in rows.order_by("-first_day", "name")
    ]


def get_class(viewer: Viewer, class_id: UUID) -> TrainingClass:
    found = TrainingClass.objects.filter(bureau_id=viewer.bureau_id, pk=class_id).first()
    if found is None:
        raise NotYours(_("There is no such class."))
    return found


def get_topic(viewer: Viewer, row: TrainingClass, topic_id: UUID) -> Topic:
    """A topic of this class."""
    found = row.topics.filter(pk=topic_id, bureau_id=viewer.bureau_id).first()
    if found is None:
        raise NotYours(_("The class has no such topic."))
    return found


def topic_parts(row: TrainingClass) -> list[TopicPart]:
    grouped = Attendance.objects.filter(training_class=row).order_by().values_list("topic_id")
    people = dict(grouped.annotate(n=Count("pk")))
    papers = {paper.topic_id: paper for paper in row.papers.all()}
    parts = []
    for topic in row.topics.order_by("place", "name"):
        paper = papers.get(topic.pk)
        parts.append(
            TopicPart(
                id=topic.pk,
                name=topic.name,
                people=people.get(topic.pk, 0),
                paper_id=paper.pk if paper else None,
                questions=len(paper.questions) if paper else 0,
                pass_mark=paper.pass_mark if paper else 0,
            )
        )
    return parts


def paper_of(row: TrainingClass, topic: Topic) -> Paper | None:
    return Paper.objects.filter(training_class=row, topic=topic).first()


def questions_of(paper: Paper) -> list[Question]:
    return [Question(q["text"], tuple(q["choices"]), q["right"]) for q in paper.questions]


def attending(row: TrainingClass, topic: Topic) -> set[str]:
    rows = Attendance.objects.filter(training_class=row, topic=topic)
    return set(rows.values_list("officer__police_number", flat=True))


def officers_on(viewer: Viewer, day: date, *, station_code: str = "") -> list[tuple[Officer, str, str]]:
    """Police officers of the viewer's stations on a day: person, code and name of the station."""
    rows = Posting.objects.filter(
        held_on(day), bureau_id=viewer.bureau_id, station__isnull=False, officer__kind=StaffKind.OFFICER
    )
    if not viewer.sees_whole_bureau:
        rows = rows.filter(station__code=viewer.station_code)
    if station_code:
        rows = rows.filter(station__code=station_code)
    posted = rows.select_related("officer", "station").order_by("station__code", "officer__police_number")
    return [(r.officer, r.station.code, r.station.name) for r in posted if r.station is not None]


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


def best_scores() -> dict[tuple[UUID, UUID], int]:
    rows = Try.objects.order_by().values_list("paper_id", "officer_id").annotate(best=Max("score"))
    return {(paper, officer): best for paper, officer, best in rows}


def list_results(viewer: Viewer, *, text: str = "", topic_id: str = "") -> list[ResultRow]:
    """Best tries of the people on one's ground, for heads; one's own tries stand on the own page."""
    if reason := why_not(viewer, Ability.SEE_TESTS):
        raise NotAllowed(reason)
    rows = Try.objects.filter(officer__bureau_id=viewer.bureau_id)
    if not viewer.sees_whole_bureau:
        served = Posting.objects.filter(
            bureau_id=viewer.bureau_id, station__code=viewer.station_code, valid_to=None
        )
        rows = rows.filter(officer__in=served.values("officer_id"))
    if topic_id:
        rows = rows.filter(paper__topic_id=topic_id)
    if text:
        rows = rows.filter(officer__police_number__icontains=text)
    found: dict[tuple[UUID, UUID], Try] = {}
    for row in rows.select_related("officer", "paper__topic", "paper__training_class").order_by("day", "pk"):
        kept = found.get((row.paper_id, row.officer_id))
        if kept is None or row.score > kept.score:
            found[row.paper_id, row.officer_id] = row
    return [
        ResultRow(
            number=row.officer.police_number,
            name=row.officer.display_name,
            class_name=row.paper.training_class.name,
            topic=row.paper.topic.name,
            score=row.score,
            pass_mark=row.paper.pass_mark,
            day=row.day,
        )
        for row in sorted(found.values(), key=lambda r: (r.officer.police_number, r.paper.topic.place))
    ]


def oneself(viewer: Viewer) -> Officer | None:
    rows = Officer.objects.filter(bureau_id=viewer.bureau_id, police_number=viewer.police_number)
    return rows.exclude(police_number="").first()


def own_cover(viewer: Viewer) -> CoverRow | None:
    person = oneself(viewer)
    return cover_of(viewer, [(person, "", "")])[0] if person else None


def own_tests(viewer: Viewer) -> list[OwnTest]:
    """The tests of the topics oneself attended, with one's own best score."""
    person = oneself(viewer)
    if person is None:
        return []
    attended = set(
        Attendance.objects.filter(officer=person, training_class__cancelled=False).values_list(
            "training_class_id", "topic_id"
        )
    )
    papers = Paper.objects.filter(training_class__bureau_id=viewer.bureau_id)
    papers = papers.select_related("training_class", "topic").order_by("topic__place", "pk")
    mine = Try.objects.filter(officer=person).order_by().values_list("paper_id")
    best = dict(mine.annotate(best=Max("score")))
    return [
        OwnTest(p.pk, p.training_class.name, p.topic.name, p.pass_mark, best.get(p.pk))
        for p in papers
        if (p.training_class_id, p.topic_id) in attended
    ]


def own_paper(viewer: Viewer, paper_id: UUID) -> Paper:
    """A test is there only for whoever attended its topic."""
    if paper_id not in {test.paper_id for test in own_tests(viewer)}:
        raise NotYours(_("There is no such test for you."))
    return Paper.objects.select_related("training_class", "topic").get(pk=paper_id)
