"""Plans of moves in the demonstration: three specialists thought back to the bureau, and the way from there.

103 officers serve at stations. The first plan supposes that three return to the criminal investigation
brigade, so that 100 are left and the first target fails; the second begins there and asks for the least
moves that keep the rules: two, to 102. It waits for the command office to have it drawn.
"""

from dataclasses import replace
from uuid import UUID

from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.organisation.models import Brigade
from jingge.redeployment.actions import add_move, create_plan
from jingge.redeployment.models import StaffingPlan
from jingge.redeployment.terms import Going, Wish
from jingge.staffing.models import Posting
from jingge.staffing.terms import OrganKind, Place, Post, PostingReason

RETURNING = 3


def suppose_moves(*, by: Viewer) -> None:
    """Only where no plan stands yet."""
    if StaffingPlan.objects.filter(bureau_id=by.bureau_id).exists():
        return
    brigade = Brigade.objects.filter(bureau_id=by.bureau_id).order_by("code").first()
    if brigade is None:
        return
    supposed = create_plan(
        name="假设三名民警回机关",
        note="推演用：派出所民警由 103 人减为 100 人，第一个 40% 不达标。不提交。",
        day=today(),
        reason=PostingReason.ROTATION,
        by=by,
    )
    place = Place(OrganKind.BRIGADE, brigade.code)
    for number in _case_officers(by.bureau_id):
        going = Going(number, Post.BRIGADE_OFFICER, place, why="假设回大队办案")
        add_move(plan_id=supposed.pk, going=going, by=by)
    create_plan(
        name="由 100 人恢复到 102 人的最少调动",
        note="以方案 1 为前提，求满足全部规则的最少调动。",
        day=today(),
        reason=PostingReason.REINFORCEMENT,
        supposed_id=supposed.pk,
        wish=replace(Wish(), officers_at_stations=102),
        by=by,
    )


def _case_officers(bureau_id: UUID) -> list[str]:
    """Case officers of stations by number: nobody who answers for an area."""
    posted = Posting.objects.filter(
        bureau_id=bureau_id, valid_to__isnull=True, post=Post.CASE_OFFICER, station__isnull=False
    )
    numbers = posted.order_by("officer__police_number").values_list("officer__police_number", flat=True)
    return list(numbers[:RETURNING])
