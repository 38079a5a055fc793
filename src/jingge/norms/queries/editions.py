"""Which rules are in force on a day, and the editions before and after them."""

from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.norms.models import Edition
from jingge.norms.rules.differences import differences
from jingge.norms.rules.packfiles import own_files, own_pack
from jingge.norms.rules.packs import read
from jingge.norms.rules.tables import Tables
from jingge.norms.terms import InForce, Pack, Preview, RowChange, Standing, previewers

NATIONAL = "national"


def edition_on(bureau_id: UUID, day: date) -> Edition | None:
    """The bureau's own edition in force on a day; None means the national rules.

    Its tables come only when asked for: who wants the rules has them read already (`pack_of`).
    """
    return _editions_on(bureau_id, day).defer("tables", "edits").first()


def _editions_on(bureau_id: UUID, day: date) -> QuerySet[Edition]:
    """One or none."""
    agreed = Edition.objects.filter(bureau_id=bureau_id, state=Standing.AGREED, valid_from__lte=day)
    return agreed.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def pack_on(bureau_id: UUID, day: date) -> Pack:
    """The rules in force on the day a matter was accepted or filed."""
    found = _editions_on(bureau_id, day).order_by().values_list("pk", "decided_at").first()
    return own_pack(NATIONAL) if found is None else _agreed(*found)


def pack_of(edition: Edition) -> Pack:
    """What is in force never changes, so its reading is kept; a draft is read anew."""
    if edition.state == Standing.AGREED:
        return _agreed(edition.pk, edition.decided_at)
    return _read(edition)


@lru_cache(maxsize=64)
def _agreed(edition_id: UUID, decided_at: datetime | None) -> Pack:
    return _read(Edition.objects.get(pk=edition_id))


def _read(edition: Edition) -> Pack:
    pack, faults = read(head_of(edition), edition.tables)
    if pack is None:
        raise ValueError("; ".join(str(one) for one in faults))
    return pack


def head_of(edition: Edition) -> dict[str, str]:
    return {
        "code": edition.code,
        "edition": str(edition.number),
        "name_zh": edition.name,
        "name_en": edition.name_en or edition.name,
        "valid_from": edition.valid_from.isoformat(),
    }


def in_force(viewer: Viewer, day: date) -> InForce:
    found = edition_on(viewer.bureau_id, day)
    if found is None:
        national = own_pack(NATIONAL)
        first = (
            Edition.objects.filter(bureau_id=viewer.bureau_id, state=Standing.AGREED, valid_from__gt=day)
            .order_by("valid_from")
            .first()
        )
        until = first.valid_from if first else None
        return InForce(None, None, said(national.name_zh, national.name_en), national.valid_from, until)
    return InForce(found.pk, found.number, said(found.name, found.name_en), found.valid_from, found.valid_to)


def said(chinese: str, english: str) -> str:
    """The name in the reader's language, as far as there is one."""
    return (english or chinese) if (get_language() or "").startswith("en") else chinese


def visible_editions(viewer: Viewer) -> QuerySet[Edition]:
    """Drafts are for those who write and decide; everybody reads what was agreed."""
    mine = Edition.objects.filter(bureau_id=viewer.bureau_id)
    return mine if sees_drafts(viewer) else mine.filter(state=Standing.AGREED)


def sees_drafts(viewer: Viewer) -> bool:
    return any(may(viewer, one) for one in (Ability.EDIT_SETTINGS, Ability.DECIDE_PLANS, Ability.SEE_AUDIT))


def get_edition(viewer: Viewer, edition_id: UUID) -> Edition:
    found = visible_editions(viewer).filter(pk=edition_id).first()
    if found is None:
        raise NotYours(_("There is no such edition of the rules."))
    return found


def tables_before(edition: Edition) -> Tables:
    """The rules an edition follows: those in force on the day before it begins, or would."""
    before = (
        Edition.objects.filter(
            bureau_id=edition.bureau_id, state=Standing.AGREED, valid_from__lt=edition.valid_from
        )
        .exclude(pk=edition.pk)
        .order_by("-valid_from")
        .first()
    )
    tables: Tables = own_files(NATIONAL)[1] if before is None else before.tables
    return tables


def changes_of(edition: Edition) -> list[RowChange]:
    return list(differences(tables_before(edition), edition.tables))


def preview_of(viewer: Viewer, edition: Edition, since: date, until: date) -> Preview:
    """What this edition would have changed for the matters of some days, in every context that has any."""
    pack = pack_of(edition)
    told = [previewer(viewer, pack, since, until) for previewer in previewers()]
    rows = sorted((row for one in told for row in one.rows), key=lambda row: (row.on, row.subject))
    return Preview(looked=sum(one.looked for one in told), rows=tuple(rows))
