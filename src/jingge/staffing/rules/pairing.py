"""Auxiliaries work under a community officer's command: who with whom, and who is left out."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.staffing.rules.posts import Held
from jingge.staffing.terms import PairingCheck, Person, Post, StaffKind


def check_pairing(
    community_officers: Sequence[Person], auxiliaries: Sequence[Person], leader_of: Mapping[str, str]
) -> PairingCheck:
    """`leader_of` maps an auxiliary's police number to the officer's."""
    led = {p.police_number: 0 for p in community_officers}
    unpaired = []
    for auxiliary in auxiliaries:
        leader = leader_of.get(auxiliary.police_number)
        if leader in led:
            led[leader] += 1
        else:
            unpaired.append(auxiliary)
    return PairingCheck(
        community_officers=len(community_officers),
        auxiliaries=sum(led.values()),
        without=tuple(p for p in community_officers if led[p.police_number] == 0),
        with_one=sum(n == 1 for n in led.values()),
        with_two_or_more=sum(n >= 2 for n in led.values()),
        unpaired=tuple(unpaired),
    )


def why_not_pair(
    *, auxiliary_kind: StaffKind, auxiliary: Held | None, officer_kind: StaffKind, officer: Held | None
) -> Reason | None:
    """The reason these two cannot be paired on a day, or None. `Held` is each one's posting that day."""
    if auxiliary_kind is not StaffKind.AUXILIARY:
        return _("Only an auxiliary is paired with an officer.")
    if officer_kind is not StaffKind.OFFICER or officer is None or officer.post is not Post.COMMUNITY_OFFICER:
        return _("An auxiliary is paired with a community officer.")
    if auxiliary is None:
        return _("This auxiliary holds no post on that day.")
    if auxiliary.place != officer.place:
        return _("The two serve at different places on that day.")
    return None
