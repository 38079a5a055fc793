"""One topic of a class: who was there, its test, marks entered by hand or from a table."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.errors import Invalid
from jingge.training import actions, queries
from jingge.training.rules import read_paper, write_questions
from jingge.training.terms import ResultLine
from jingge.training.web.answering import answer
from jingge.training.web.forms import AttendanceForm, MarkForm, PaperForm
from jingge.uploads.rules.tabled import Faults, Heading, Line, day_of, text_of
from jingge.uploads.web.tabled import Found, TablePage


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def attendance(request: HttpRequest, class_id: UUID, topic_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_class(viewer, class_id)
    topic = queries.get_topic(viewer, row, topic_id)
    people = [
        (person.police_number, f"{place} {person.display_name} {person.police_number}")
        for person, _code, place in queries.officers_on(viewer, row.first_day)
    ]
    sent = request.POST if request.method == "POST" else None
    initial = {"numbers": sorted(queries.attending(row, topic))}
    form = AttendanceForm(sent, people=people, initial=initial)

    def deed() -> str:
        numbers = form.cleaned_data["numbers"]
        count = actions.note_attendance(class_id=class_id, topic_id=topic_id, numbers=numbers, by=viewer)
        return _("%(n)d people were there.") % {"n": count}

    title = _("Attendance: %(topic)s") % {"topic": topic.name}
    back = reverse("training:class", args=[row.pk])
    return answer(request, form, deed, title=title, label=_("Keep the attendance"), back=back)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def paper(request: HttpRequest, class_id: UUID, topic_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_class(viewer, class_id)
    topic = queries.get_topic(viewer, row, topic_id)
    kept = queries.paper_of(row, topic)
    initial = (
        {"pass_mark": kept.pass_mark, "questions": write_questions(queries.questions_of(kept))}
        if kept
        else {"pass_mark": 80}
    )
    form = PaperForm(request.POST or None, initial=initial)

    def deed() -> str:
        given = form.cleaned_data
        questions = read_paper(given["questions"])
        mark = given["pass_mark"]
        actions.set_paper(
            class_id=class_id, topic_id=topic_id, pass_mark=mark, questions=questions, by=viewer
        )
        if not questions:
            return _("The test is held on paper; enter its marks.")
        return _("The test has %(n)d questions.") % {"n": len(questions)}

    title = _("Test: %(topic)s") % {"topic": topic.name}
    back = reverse("training:class", args=[row.pk])
    return answer(request, form, deed, title=title, label=_("Keep the test"), back=back)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def mark(request: HttpRequest, class_id: UUID, topic_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_class(viewer, class_id)
    topic = queries.get_topic(viewer, row, topic_id)
    there = queries.attending(row, topic)
    people = [
        (person.police_number, f"{place} {person.display_name} {person.police_number}")
        for person, _code, place in queries.officers_on(viewer, row.first_day)
        if person.police_number in there
    ]
    form = MarkForm(request.POST or None, people=people, initial={"day": min(row.last_day, today())})

    def deed() -> str:
        given = form.cleaned_data
        made = actions.enter_mark(class_id=class_id, topic_id=topic_id, **given, by=viewer)
        return _("The mark is entered.") if made else _("The mark is withdrawn.")

    title = _("Mark: %(topic)s") % {"topic": topic.name}
    text = _("For a test held on paper. The best mark counts; only the officer and the heads see it later.")
    back = reverse("training:class", args=[row.pk])
    return answer(request, form, deed, title=title, label=_("Keep the mark"), back=back, text=text)


HEADINGS = (
    Heading(
        "number", gettext_lazy("Police number"), gettext_lazy("of an officer who served at a station then")
    ),
    Heading("topic", gettext_lazy("Topic"), gettext_lazy("by its name in this class")),
    Heading(
        "mark",
        gettext_lazy("Mark in per cent"),
        gettext_lazy("0 to 100; empty: was there and has no mark"),
        optional=True,
    ),
    Heading(
        "day",
        gettext_lazy("Day of the test"),
        gettext_lazy("as 2026-01-31; empty: the last day of the class"),
        optional=True,
    ),
)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def table(request: HttpRequest, class_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_class(viewer, class_id)
    people = queries.officers_on(viewer, row.first_day)
    topics = queries.topics_of(row)

    def deed(lines: list[Line], only_check: bool) -> Found:
        faults = Faults(HEADINGS)
        rows = []
        for line in lines:
            with faults.row(line, of="number"):
                rows.append((line, result_line(line)))
        added, marks = actions.keep_results(
            class_id=class_id, rows=rows, faults=faults, by=viewer, only_check=only_check
        )
        said = {"rows": len(rows), "added": added, "marks": marks}
        return Found(_("%(rows)d rows: %(added)d people newly attending, %(marks)d marks.") % said)

    return TablePage(
        title=_("Attendance and marks: %(name)s") % {"name": row.name},
        text=_(
            "Rows are added to what is entered; nobody is taken out. A mark replaces one of the same day."
        ),
        headings=HEADINGS,
        example=(
            people[0][0].police_number if people else "",
            topics[0].name if topics else "",
            85,
            row.last_day.isoformat(),
        ),
        template_name="training-template",
        deed=deed,
        label=_("Keep attendance and marks"),
        back=reverse("training:class", args=[row.pk]),
    ).respond(request)


def result_line(line: Line) -> ResultLine:
    mark = line["mark"].strip().removesuffix("%").removesuffix(".0")
    if mark and not (mark.isascii() and mark.isdigit() and int(mark) <= 100):
        raise Invalid("mark", mark, _("Write a whole mark between 0 and 100, or leave it empty."))
    return ResultLine(
        number=text_of(line, "number", _("Write the police number.")),
        topic=text_of(line, "topic", _("Write the topic's name.")),
        mark=int(mark) if mark else None,
        day=day_of(line, "day") if line["day"].strip() else None,
    )
