"""Earlier incidents: brought in from a table, listed by table, taken back together."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import now
from jingge.common.errors import Invalid
from jingge.common.viewer import Viewer
from jingge.common.web.lists import Column, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.common.wording import listed
from jingge.incidents import actions
from jingge.incidents.queries.choices import organ_choices
from jingge.incidents.queries.listing import category_names, get_batch, list_batches
from jingge.incidents.terms import Ending, PastIncident, Urgency, Way
from jingge.incidents.web import forms
from jingge.uploads.rules.tabled import Faults, Heading, Line, choice_of, day_of, moment_of, text_of
from jingge.uploads.web.tabled import Found, TablePage

TIME = gettext_lazy("as 2026-01-31 08:30")
UNIT = gettext_lazy("code or name of a station, a brigade or the command office")
HEADINGS = (
    Heading("official_ref", gettext_lazy("Number in the official system"), gettext_lazy("each only once")),
    Heading("received_at", gettext_lazy("Report came at"), TIME),
    Heading("category", gettext_lazy("Kind of matter"), gettext_lazy("code or name, of the rules of that day")),
    Heading("way", gettext_lazy("How it came"), gettext_lazy("one of the four ways of the form")),
    Heading("urgency", gettext_lazy("Urgency"), gettext_lazy("empty: ordinary"), optional=True),
    Heading("facts", gettext_lazy("Facts"), gettext_lazy("without names and numbers of persons")),
    Heading("occurred_on", gettext_lazy("Happened on"), gettext_lazy("as 2026-01-31"), optional=True),
    Heading("place", gettext_lazy("Address"), optional=True),
    Heading("grid_code", gettext_lazy("Place of the map"), gettext_lazy("code of the unit or level-4 grid"), optional=True),
    Heading("first", gettext_lazy("Received first by"), UNIT),
    Heading("sent_at", gettext_lazy("Handed over at"), TIME, optional=True),
    Heading("signed_at", gettext_lazy("Signed for at"), TIME, optional=True),
    Heading("owner", gettext_lazy("Handed over to"), UNIT, optional=True),
    Heading("accepted_at", gettext_lazy("Accepted at"), TIME, optional=True),
    Heading("ending", gettext_lazy("How it ended"), gettext_lazy("one of the endings below")),
    Heading("closed_at", gettext_lazy("Case closed at"), TIME),
)  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Ability.BRING_IN_INCIDENTS)
def table(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    upload = request.FILES.get("file")
    name = (
        str(upload.name) if upload is not None else _("Table of %(day)s") % {"day": timezone.localdate(now())}
    )

    def deed(lines: list[Line], only_check: bool) -> Found:
        reader, faults, rows = PastReader(viewer), Faults(HEADINGS), []
        for line in lines:
            with faults.row(line, of="official_ref"):
                rows.append((line, reader.read(line)))
        count = actions.bring_in(name=name, rows=rows, faults=faults, by=viewer, only_check=only_check)
        return Found(_("%(n)d earlier incidents.") % {"n": count})

    endings = [one.label for one in Ending if one is not Ending.VOID]
    return TablePage(
        title=_("Earlier incidents from a table"),
        text=_("Endings: %(endings)s. Ways: %(ways)s.")
        % {"endings": listed(endings), "ways": listed(one.label for one in Way)},
        headings=HEADINGS,
        example=example(viewer),
        template_name="earlier-incidents-template",
        deed=deed,
        label=_("Bring in the earlier incidents"),
        back=reverse("incidents:batches"),
    ).respond(request)


class PastReader:
    """Reads rows; what kinds and units are called is looked up once."""

    def __init__(self, viewer: Viewer) -> None:
        self.organs = {word: code for code, name in organ_choices(viewer) for word in (code, name)}
        self.kinds = {name: code for code, name in category_names(viewer).items()}

    def read(self, line: Line) -> PastIncident:
        kind = text_of(line, "category", _("Write the code or the name of the kind."))
        first = text_of(line, "first", _("Write who received it."))
        return PastIncident(
            official_ref=text_of(
                line, "official_ref", _("Write its number in the official system."), most=40
            ),
            received_at=_here(moment_of(line, "received_at")),
            category=self.kinds.get(kind, kind),
            way=choice_of(line, "way", Way),
            urgency=choice_of(line, "urgency", Urgency) if line["urgency"].strip() else Urgency.ORDINARY,
            facts=text_of(line, "facts", _("Write something here.")),
            occurred_on=self._day(line),
            place=line["place"].strip(),
            grid_code=line["grid_code"].strip(),
            first=self.organs.get(first, first),
            owner=self.organs.get(line["owner"].strip(), line["owner"].strip()),
            sent_at=self._moment(line, "sent_at"),
            signed_at=self._moment(line, "signed_at"),
            accepted_at=self._moment(line, "accepted_at"),
            ending=choice_of(line, "ending", Ending),
            closed_at=_here(moment_of(line, "closed_at")),
        )

    @staticmethod
    def _day(line: Line) -> date | None:
        return day_of(line, "occurred_on") if line["occurred_on"].strip() else None

    @staticmethod
    def _moment(line: Line, key: str) -> datetime | None:
        return _here(moment_of(line, key)) if line[key].strip() else None


def _here(moment: datetime) -> datetime:
    return timezone.make_aware(moment)


def example(viewer: Viewer) -> tuple[str, ...]:
    came = timezone.localtime(now()).replace(hour=8, minute=30) - timedelta(days=40)
    said = [(came + timedelta(hours=hours)).strftime("%Y-%m-%d %H:%M") for hours in (0, 2, 26)]
    first = next((name for _code, name in organ_choices(viewer)), "")
    way, urgency = str(Way.CALL.label), str(Urgency.ORDINARY.label)
    kinds = category_names(viewer)
    return (
        "110-0001", said[0], kinds.get("D", ""), way, urgency, _("Noise at night between neighbours"),
        "", "", "", first, "", "", "", said[1], str(Ending.HANDLED.label), said[2],
    )  # fmt: skip


@require_GET
@requires(Ability.SEE_INCIDENTS)
def batches(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    keeps = may(viewer, Ability.BRING_IN_INCIDENTS)
    return ListPage(
        name="incidents-batches",
        title=_("Earlier incidents"),
        subtitle=_("Tables of incidents closed before this system was used"),
        columns=(
            Column("name", _("Table")),
            Column("rows", _("Rows"), right=True),
            Column("first_on", _("From day")),
            Column("last_on", _("To day")),
            Column("brought_at", _("Brought in at")),
            Column("brought_by_label", _("By")),
            Column("taken_back_at", _("State"), value=_state, export=lambda r: str(_state(r).label)),
            Column("taken_back_why", _("Reason"), optional=True),
        ),
        rows=lambda asked_for: list_batches(viewer),
        row_links=lambda r: (
            [Link(_("Take back"), reverse("incidents:take_back", args=[r.pk]))]
            if keeps and r.taken_back_at is None
            else []
        ),
        empty=_("No table has been brought in."),
        toolbar=[
            *([Link(_("From a table"), reverse("incidents:past_table"), "plus", "primary")] if keeps else []),
            Link(_("All incidents"), reverse("incidents:incidents"), "list"),
        ],
    ).respond(request)


def _state(row: Any) -> Badge:
    if row.taken_back_at is None:
        return Badge(_("In use"), "good")
    return Badge(_("Taken back"), "neutral")


@require_http_methods(["GET", "POST"])
@requires(Ability.BRING_IN_INCIDENTS)
def take_back(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    batch = get_batch(viewer_in(request), batch_id)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_back_batch(batch_id=batch_id, **form.cleaned_data, by=viewer_in(request))
        except Invalid as refusal:
            forms.mark(form, refusal)
        else:
            messages.success(request, _("Taken back."))
            return redirect("incidents:batches")
    context = {
        "title": f"{_('Take a table back')} · {batch.name}",
        "text": _("Its incidents are written off together; their numbers stay and say so."),
        "form": form,
        "label": _("Take back"),
        "danger": True,
        "back": reverse("incidents:batches"),
    }
    return render(request, "common/form.html", context, status=422 if form.errors else 200)
