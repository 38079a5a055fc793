"""Who lacks which topic, results for heads, and everyone's own page with the tests to take."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.organisation.queries import station_names
from jingge.training import actions, queries
from jingge.training.terms import CoverRow, ResultRow, Standing, StationRow
from jingge.training.web.answering import answer
from jingge.training.web.forms import TestForm

TONES = {Standing.LACKING: "bad", Standing.TEST_OPEN: "warn", Standing.COVERED: "good"}


@require_GET
@requires(Ability.SEE_STAFF)
def cover(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    topics = queries.list_topics(viewer)
    return ListPage(
        name="training-cover",
        title=_("Who lacks which topic"),
        subtitle=_("Police officers of stations, as of today"),
        note=_("A topic with a test counts once the test is passed; one without counts by attendance."),
        columns=(
            Column("station_name", _("Station"), sort="station_code"),
            Column(
                "name", _("Police officer"), url=lambda r: reverse("staffing:officer", args=[r.officer_id])
            ),
            Column("number", _("Police number")),
            *(topic_column(place, topic.name) for place, topic in enumerate(topics)),
            Column("lacking", _("Topics lacking"), right=True),
        ),
        filters=(
            Filter("station", _("Station"), kind="choice", choices=list(station_names(viewer).items())),
            Filter("topic", _("Topic"), kind="choice", choices=[(str(t.pk), t.name) for t in topics]),
            Filter("only", _("Only who lacks it"), kind="choice", choices=[("lacking", _("Yes"))]),
        ),
        rows=lambda asked: queries.cover(
            viewer, today(), station_code=asked["station"], topic_id=asked["topic"], only=asked["only"]
        ),
        empty=_("Nobody lacks it."),
        toolbar=[Link(_("Lacking per station"), reverse("training:stations"), "ratio")],
    ).respond(request)


@require_GET
@requires(Ability.SEE_STAFF)
def stations(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    topics = queries.list_topics(viewer)
    return ListPage(
        name="training-stations",
        title=_("Lacking per station"),
        subtitle=_("Police officers of stations, as of today"),
        note=_("How many officers lack each topic; a figure leads to their names."),
        columns=(
            Column("name", _("Station"), sort="code", url=lambda r: behind(r)),
            Column("officers", _("Police officers"), right=True, url=lambda r: behind(r)),
            *(lacking_column(place, str(topic.pk), topic.name) for place, topic in enumerate(topics)),
            Column(
                "incomplete",
                _("Lack at least one"),
                right=True,
                url=lambda r: behind(r, only="lacking") if r.incomplete else "",
            ),
            Column("complete", _("Have all"), right=True),
        ),
        rows=lambda asked: queries.by_station(viewer, today()),
        empty=_("Nobody lacks it."),
    ).respond(request)


def lacking_column(place: int, topic_id: str, name: str) -> Column:
    def link(row: StationRow) -> str:
        return behind(row, topic=topic_id, only="lacking") if row.lacking[place] else ""

    return Column(f"topic{place}", name, value=lambda r: r.lacking[place], right=True, sort="", url=link)


def behind(row: StationRow, **asked: str) -> str:
    """The officers a figure counts."""
    return f"{reverse('training:cover')}?{urlencode({'station': row.code, **asked})}"


def topic_column(place: int, name: str) -> Column:
    def badge(row: CoverRow) -> Badge:
        found = row.standings[place]
        return Badge(found.label, TONES[found])

    return Column(f"topic{place}", name, value=badge, sort="", export=lambda r: str(badge(r)))


@require_GET
@requires(Ability.SEE_TESTS)
def results(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    topics = [(str(t.pk), t.name) for t in queries.list_topics(viewer)]
    return ListPage(
        name="training-results",
        title=_("Results of tests"),
        note=_("Seen by the officer and the heads only. The best try counts."),
        columns=(
            Column("number", _("Police number")),
            Column("name", _("Police officer")),
            Column("class_name", _("Name of the class")),
            Column("topic", _("Topic")),
            Column("score", _("Score in per cent"), right=True),
            Column("pass_mark", _("Pass mark in per cent"), right=True),
            Column(
                "passed", _("Result of the test"), value=result_badge, export=lambda r: str(result_badge(r))
            ),
            Column("day", _("Day")),
        ),
        filters=(Filter("q", _("Police number")), Filter("topic", _("Topic"), kind="choice", choices=topics)),
        rows=lambda asked: queries.list_results(viewer, text=asked["q"], topic_id=asked["topic"]),
        empty=_("No test fits."),
    ).respond(request)


def result_badge(row: ResultRow) -> Badge:
    return Badge(_("Passed"), "good") if row.passed else Badge(_("Not passed"), "warn")


@require_GET
@requires(Ability.SEE_OWN_POSTING)
def own(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    row, topics = queries.own_cover(viewer), queries.list_topics(viewer)
    standings = row.standings if row else ()
    context = {
        "row": row,
        "topics": [(t.name, Badge(s.label, TONES[s])) for t, s in zip(topics, standings, strict=False)],
        "tests": queries.own_tests(viewer),
    }
    return render(request, "training/own.html", context)


@require_http_methods(["GET", "POST"])
@requires(Ability.SEE_OWN_POSTING)
def take(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    paper = queries.own_paper(viewer, paper_id)
    form = TestForm(request.POST if request.method == "POST" else None, questions=queries.questions_of(paper))

    def deed() -> str:
        row = actions.take_test(paper_id=paper_id, answers=form.answers(), by=viewer)
        said = {"score": row.score, "mark": paper.pass_mark}
        if row.score >= paper.pass_mark:
            return _("Passed: %(score)s %% (pass mark %(mark)s %%).") % said
        return _("Not passed: %(score)s %% (pass mark %(mark)s %%). You may try again.") % said

    title = _("Test: %(topic)s") % {"topic": paper.topic.name}
    text = _("Pass mark %(mark)s %%; only you and the heads see the score.") % {"mark": paper.pass_mark}
    return answer(
        request, form, deed, title=title, label=_("Hand in"), back=reverse("training:own"), text=text
    )
