"""Weight packs: how a bureau counts work, under a name."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.audit import actions as audit
from jingge.common.clock import now
from jingge.common.errors import Invalid, NotYours, refuse_if
from jingge.common.viewer import Viewer
from jingge.planning.models import WeightPack
from jingge.planning.rules.facts import why_not_weights


@transaction.atomic
def save_weight_pack(*, name: str, weights: dict[str, float], note: str = "", by: Viewer) -> WeightPack:
    """Keep weights under a name; the same name again replaces them. Scenarios keep their own copy."""
    refuse_if(why_not(by, Ability.EDIT_PLANS))
    if not name.strip():
        raise Invalid("name", name, _("Give the pack a name."))
    refuse_if(why_not_weights(weights))
    pack, is_new = WeightPack.objects.update_or_create(
        bureau_id=by.bureau_id,
        name=name.strip(),
        defaults={"weights": weights, "note": note.strip(), "closed_at": None},
        create_defaults={
            "weights": weights,
            "note": note.strip(),
            "created_at": now(),
            "created_by_label": by.label,
        },
    )
    audit.record(
        action="planning.save_weight_pack",
        by=by,
        subject=pack,
        subject_label=pack.name,
        detail={"weights": weights, "new": is_new},
    )
    return pack


@transaction.atomic
def close_weight_pack(*, pack_id: UUID, by: Viewer) -> WeightPack:
    """Take a pack out of the choice (注销); what was drawn with it stays."""
    refuse_if(why_not(by, Ability.EDIT_PLANS))
    pack = WeightPack.objects.select_for_update().filter(pk=pack_id, bureau_id=by.bureau_id).first()
    if pack is None:
        raise NotYours(_("There is no such weight pack."))
    pack.closed_at = now()
    pack.save(update_fields=["closed_at"])
    audit.record(action="planning.close_weight_pack", by=by, subject=pack, subject_label=pack.name)
    return pack
