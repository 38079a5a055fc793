"""Tests and their results. Scores are for the officer and the heads only."""

from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.errors import NotAllowed, NotYours
from jingge.common.viewer import Viewer
from jingge.staffing.models import Officer, Posting
from jingge.training.models import Attendance, Paper, Try
from jingge.training.terms import OwnTest, Question, ResultRow


def questions_of(paper: Paper) -> list[Question]:
    return [Question(q["text"], tuple(q["choices"]), q["right"]) for q in paper.questions]


def best_scores() -> dict[tuple[UUID, UUID], int]:
    rows = (
        Try.objects.filter(withdrawn=False)
        .order_by()
        .values_list("paper_id", "officer_id")
        .annotate(best=Max("score"))
    )
    return {(paper, officer): best for paper, officer, best in rows}


def list_results(viewer: Viewer, *, text: str = "", topic_id: str = "") -> list[ResultRow]:
    """Best tries of the people on one's ground, for heads; one's own tries stand on the own page."""
    if reason := why_not(viewer, Ability.SEE_TESTS):
        raise NotAllowed(reason)
    rows = Try.objects.filter(officer__bureau_id=viewer.bureau_id, withdrawn=False)
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
    mine = Try.objects.filter(officer=person, withdrawn=False).order_by().values_list("paper_id")
    best = dict(mine.annotate(best=Max("score")))
    return [
        OwnTest(p.pk, p.training_class.name, p.topic.name, p.pass_mark, best.get(p.pk), bool(p.questions))
        for p in papers
        if (p.training_class_id, p.topic_id) in attended
    ]


def own_paper(viewer: Viewer, paper_id: UUID) -> Paper:
    """A test is there only for whoever attended its topic, and only when it has questions."""
    if paper_id not in {test.paper_id for test in own_tests(viewer) if test.on_screen}:
        raise NotYours(_("There is no such test for you."))
    return Paper.objects.select_related("training_class", "topic").get(pk=paper_id)
