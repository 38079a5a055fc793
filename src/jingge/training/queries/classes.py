"""Topics, classes and who was there."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.staffing.models import Officer, Posting, held_on
from jingge.staffing.terms import StaffKind
from jingge.training.models import Attendance, Paper, Topic, TrainingClass, Try
from jingge.training.terms import ClassRow, TopicPart, TopicRow


def list_topics(viewer: Viewer) -> list[Topic]:
    """The topics everybody should have learnt: those still asked for."""
    rows = Topic.objects.filter(bureau_id=viewer.bureau_id, closed_on__isnull=True)
    return list(rows.order_by("place", "name"))


def topic_rows(viewer: Viewer) -> list[TopicRow]:
    """The register of topics, the closed ones too."""
    held = Q(attendances__training_class__cancelled=False)
    rows = Topic.objects.filter(bureau_id=viewer.bureau_id).annotate(
        held=Count("classes", filter=Q(classes__cancelled=False), distinct=True),
        people=Count("attendances__officer", filter=held, distinct=True),
    )
    return [
        TopicRow(row.pk, row.place, row.name, row.held, row.people, row.closed_on)
        for row in rows.order_by("place", "name")
    ]


def find_topic(viewer: Viewer, topic_id: UUID) -> Topic:
    found = Topic.objects.filter(bureau_id=viewer.bureau_id, pk=topic_id).first()
    if found is None:
        raise NotYours(_("There is no such topic."))
    return found


def list_classes(viewer: Viewer, *, text: str = "", topic_id: UUID | None = None) -> list[ClassRow]:
    rows = TrainingClass.objects.filter(bureau_id=viewer.bureau_id).prefetch_related("topics")
    rows = rows.annotate(people=Count("attendances__officer", distinct=True))
    if text:
        rows = rows.filter(name__icontains=text)
    if topic_id:
        rows = rows.filter(pk__in=TrainingClass.objects.filter(topics=topic_id).values("pk"))
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


def topics_of(row: TrainingClass) -> list[Topic]:
    return list(row.topics.order_by("place", "name"))


def topic_parts(row: TrainingClass) -> list[TopicPart]:
    grouped = Attendance.objects.filter(training_class=row).order_by().values_list("topic_id")
    people = dict(grouped.annotate(n=Count("pk")))
    tries = Try.objects.filter(paper__training_class=row, withdrawn=False).order_by()
    tested = dict(tries.values_list("paper_id").annotate(n=Count("officer", distinct=True)))
    papers = {paper.topic_id: paper for paper in row.papers.all()}
    parts = []
    for topic in topics_of(row):
        paper = papers.get(topic.pk)
        parts.append(
            TopicPart(
                id=topic.pk,
                name=topic.name,
                people=people.get(topic.pk, 0),
                paper_id=paper.pk if paper else None,
                questions=len(paper.questions) if paper else 0,
                pass_mark=paper.pass_mark if paper else 0,
                tested=tested.get(paper.pk, 0) if paper else 0,
            )
        )
    return parts


def attending(row: TrainingClass, topic: Topic) -> set[str]:
    rows = Attendance.objects.filter(training_class=row, topic=topic)
    return set(rows.values_list("officer__police_number", flat=True))


def with_result(row: TrainingClass, topic: Topic) -> set[str]:
    """Police numbers of those with a result in this topic of this class."""
    rows = Try.objects.filter(paper__training_class=row, paper__topic=topic, withdrawn=False)
    return set(rows.values_list("officer__police_number", flat=True))


def paper_of(row: TrainingClass, topic: Topic) -> Paper | None:
    return Paper.objects.filter(training_class=row, topic=topic).first()


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
