"""Documents from a table: the same fields as the form, and no column more."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.errors import Invalid
from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.followups import actions
from jingge.followups.queries.grounds import ground_name, grounds_on
from jingge.followups.queries.visible import beats_of
from jingge.followups.rules.grounds import usual_end
from jingge.followups.terms import Post, RecordSpec
from jingge.uploads.rules.tabled import Faults, Heading, Line, choice_of, day_of, text_of
from jingge.uploads.web.tabled import Found, TablePage

HEADINGS = (
    Heading("ground", gettext_lazy("Legal ground"), gettext_lazy("one that is on")),
    Heading("issuer", gettext_lazy("Code of the court"), gettext_lazy("empty: the station"), optional=True),
    Heading("year", gettext_lazy("Year in the number")),
    Heading("serial", gettext_lazy("Number in the number")),
    Heading("start", gettext_lazy("From day"), gettext_lazy("as 2026-01-31")),
    Heading("end", gettext_lazy("Last day of the term"), gettext_lazy("as 2026-01-31")),
    Heading("beat_code", gettext_lazy("Level-3 grid"), gettext_lazy("its code")),
    Heading("post", gettext_lazy("Responsible post"), gettext_lazy("empty: officer of the area"), optional=True),
)  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Ability.KEEP_FOLLOWUPS)
def records(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    grounds = {ground_name(one.code): one.code for one in grounds_on(viewer.bureau_id, today())}

    def deed(lines: list[Line], only_check: bool) -> Found:
        faults, rows = Faults(HEADINGS), []
        for line in lines:
            with faults.row(line, of="serial"):
                rows.append((line, spec_of(line, grounds)))
        n = actions.enter_table(rows=rows, faults=faults, by=viewer, only_check=only_check)
        return Found(_("%(n)d documents.") % {"n": n})

    return TablePage(
        title=_("Documents from a table"),
        text=_("Grounds: %(grounds)s. Posts: %(posts)s. A table with any other column is refused.")
        % {"grounds": listed(grounds), "posts": listed(one.label for one in Post)},
        headings=HEADINGS,
        example=example(viewer),
        template_name="follow-ups-template",
        deed=deed,
        label=_("Enter the documents"),
        back=reverse("followups:dues"),
        only_these=True,
    ).respond(request)


def spec_of(line: Line, grounds: dict[str, str]) -> RecordSpec:
    ground = text_of(line, "ground", _("Choose one of the grounds."))
    return RecordSpec(
        ground=grounds.get(ground, ground),
        issuer=line["issuer"].strip(),
        year=figure_of(line, "year"),
        serial=figure_of(line, "serial"),
        start=day_of(line, "start"),
        end=day_of(line, "end"),
        beat_code=text_of(line, "beat_code", _("Write the code of the area.")),
        post=choice_of(line, "post", Post) if line["post"].strip() else Post.AREA,
    )


def figure_of(line: Line, key: str) -> int:
    text = line[key].strip().removesuffix(".0")
    if not text.isascii() or not text.isdigit() or len(text) > 5:
        raise Invalid(key, line[key], _("Write figures only."))
    return int(text)


def example(viewer: Viewer) -> tuple[object, ...]:
    day = today()
    area = next(iter(beats_of(viewer, day)), "")
    ground = next((one for one in grounds_on(viewer.bureau_id, day) if one.usual_days), None)
    if ground is None:
        return ("", "", day.year, 1, day.isoformat(), day.isoformat(), area, "")
    issuer = "" if ground.issuer == "station" else _("court code")
    end = usual_end(ground, day) or day
    return (ground_name(ground.code), issuer, day.year, 1, day.isoformat(), end.isoformat(), area, "")
