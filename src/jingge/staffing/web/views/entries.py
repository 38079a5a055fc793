"""What was entered by hand, and taking it back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.common.web.answering import kept, status_of
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.staffing import actions, queries
from jingge.staffing.terms import EntryKind, EntryRow, OrganKind, Part, Post
from jingge.staffing.web.forms import SureForm
from jingge.staffing.web.views.figures import station_filter


@require_GET
@requires(Ability.SEE_STAFF)
def entries(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    what = what_of(viewer)
    return ListPage(
        name="staffing-entries",
        title=_("Entries and taking back"),
        note=_(
            "Everything entered one by one about people in posts. It can be taken back on the day of entry "
            "and before it takes effect; afterwards a new change is entered. "
            "Imports and plans are taken back on their own pages."
        ),
        columns=(
            Column(
                "entered_at",
                _("Entered at"),
                value=lambda r: f"{timezone.localtime(r.entered_at):%Y-%m-%d %H:%M}",
            ),
            Column("kind", _("What was entered"), value=lambda r: r.kind.label),
            Column(
                "display_name",
                _("Member of staff"),
                value=lambda r: f"{r.display_name} {r.police_number}",
                url=lambda r: reverse("staffing:officer", args=[r.officer_id]),
            ),
            Column("detail", _("What"), value=what, sort=""),
            Column("holds_from", _("From day")),
            Column("entered_by", _("Entered by")),
            Column("state", _("State"), value=state_badge, sort="", export=lambda r: str(state_badge(r))),
        ),
        filters=(
            Filter("q", _("Number or name")),
            Filter("kind", _("What was entered"), kind="choice", choices=EntryKind.choices),
            station_filter(viewer, today()),
            Filter("open", _("Can be taken back"), kind="choice", choices=[("yes", _("Yes"))]),
        ),
        rows=lambda asked: queries.list_entries(
            viewer,
            kind=asked["kind"],
            station_code=asked["station"],
            text=asked["q"],
            open_only=asked["open"] == "yes",
        ),
        empty=_("Nothing of this kind was entered."),
        row_links=entry_links if may(viewer, Ability.EDIT_STAFF) else None,
    ).respond(request)


def what_of(viewer: Viewer) -> Callable[[EntryRow], str]:
    """The codes of an entry in words of today's map and organs."""
    places = {(p.kind.value, p.code): name for p, name in queries.list_places(viewer, today())}
    units = {u.code: u.name for u in queries.list_units(viewer, today())}

    def said(row: EntryRow) -> str:
        told = row.detail
        if row.kind in (EntryKind.TRANSFER, EntryKind.DEPARTURE):
            organ = places.get((told["organ"], told["code"])) or OrganKind(told["organ"]).label
            return f"{organ} {Post(told['post']).label}"
        if row.kind is EntryKind.PAIRING:
            return _("with %(number)s") % {"number": told["to"]}
        if row.kind in (EntryKind.UNIT_LINK, EntryKind.UNIT_END):
            return f"{units.get(told['unit'], '')} {told['unit']}".strip()
        if row.kind is EntryKind.AREA:
            return _("%(area)s from %(number)s") % {"area": told["area"], "number": told["taken_from"]}
        return str(Part(told["part"]).label)

    return said


def state_badge(row: EntryRow) -> Badge:
    if row.taken_back_at is not None:
        return Badge(_("Taken back by %(name)s") % {"name": row.taken_back_by}, "neutral")
    return Badge(_("Holds"), "good") if row.holds_from <= today() else Badge(_("Holds later"), "info")


def entry_links(row: EntryRow) -> list[Link]:
    if row.taken_back_at is not None:
        return []
    url = reverse("staffing:take_back_entry", args=[row.id])
    return [Link(_("Take back"), url, "undo", why_not=row.why_not)]


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def take_back(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    entry = queries.get_entry(viewer, entry_id)
    back = f"{reverse('staffing:entries')}?q={entry.officer.police_number}"
    form = SureForm(request.POST if request.method == "POST" else None)
    sent = request.method == "POST" and form.is_valid()
    if sent and kept(form, lambda: actions.take_back_entry(entry=entry, by=viewer)):
        messages.success(request, _("The entry is taken back; everything is as it was before."))
        return redirect(back)
    kind, name = EntryKind(entry.kind).label, entry.officer.display_name
    context = {
        "title": _("Take back: %(kind)s of %(name)s") % {"kind": kind, "name": name},
        "text": _("As if it had not been entered. The audit log keeps both."),
        "consequences": [
            _("Holds from %(day)s, entered by %(name)s.")
            % {"day": entry.holds_from.isoformat(), "name": entry.entered_by}
        ],
        "form": form,
        "label": _("Take back"),
        "back": back,
    }
    return render(request, "common/confirm.html", context, status=status_of(form))


def entries_link(police_number: str = "") -> Link:
    """The way from a person or a station to what was entered there."""
    asked = f"?q={police_number}" if police_number else ""
    return Link(_("Entries and taking back"), reverse("staffing:entries") + asked, "undo")
