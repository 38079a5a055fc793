"""The register of work norms."""

from datetime import date

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.norms.models import Norm, NormVersion
from jingge.norms.queries.editions import said, sees_drafts
from jingge.norms.terms import NormRow, Standing


def list_norms(viewer: Viewer, day: date, *, text: str = "") -> list[NormRow]:
    """Each norm with the version in force on `day`."""
    on_day = Q(state=Standing.AGREED, valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    rows = (
        Norm.objects.filter(bureau_id=viewer.bureau_id)
        .annotate(waiting=Count("versions", filter=Q(versions__state=Standing.PROPOSED)))
        .prefetch_related(
            Prefetch("versions", NormVersion.objects.filter(on_day).defer("text"), to_attr="in_force")
        )
    )
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(name_en__icontains=text))
    return [norm_row(norm) for norm in rows]


def norm_row(norm: Norm) -> NormRow:
    version: NormVersion | None = next(iter(norm.in_force), None)  # type: ignore[attr-defined]
    return NormRow(
        number=norm.number,
        name=said(norm.name, norm.name_en),
        version=version.number if version else None,
        valid_from=version.valid_from if version else None,
        valid_to=version.valid_to if version else None,
        agreed_by=version.decided_by_label if version else "",
        waiting=norm.waiting,  # type: ignore[attr-defined]
    )


def get_norm(viewer: Viewer, number: int) -> Norm:
    found = Norm.objects.filter(bureau_id=viewer.bureau_id, number=number).first()
    if found is None:
        raise NotYours(_("There is no norm of this number."))
    return found


def versions_of(viewer: Viewer, norm: Norm) -> list[NormVersion]:
    """Newest first. Drafts are for those who write and decide."""
    versions = norm.versions.all()
    return list(versions if sees_drafts(viewer) else versions.filter(state=Standing.AGREED))


def get_version(viewer: Viewer, number: int, version: int) -> NormVersion:
    norm = get_norm(viewer, number)
    found = next((one for one in versions_of(viewer, norm) if one.number == version), None)
    if found is None:
        raise NotYours(_("There is no norm of this number."))
    return found
