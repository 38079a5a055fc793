"""Who is asking: the first argument of every query."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """The posts that sign in."""

    BUREAU_LEADER = "bureau_leader"
    COMMAND_OFFICE = "command_office"
    STATION_HEAD = "station_head"
    COMMUNITY_OFFICER = "community_officer"
    BRIGADE = "brigade"
    AUDITOR = "auditor"
    IT_CLERK = "it_clerk"


# A brigade receives from every station, so it reads the ground of all of them.
BUREAU_WIDE = frozenset({Role.BUREAU_LEADER, Role.COMMAND_OFFICE, Role.BRIGADE, Role.AUDITOR, Role.IT_CLERK})


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in person: a role on some ground of one bureau.

    `station_code` is empty for bureau-wide roles, `brigade_code` for all but a brigade;
    `police_number` links a community officer's account to the officer's own postings and areas.
    """

    account_id: UUID
    bureau_id: UUID
    role: Role
    label: str
    station_code: str = ""
    police_number: str = ""
    request_id: str = field(default="", compare=False)
    address: str = field(default="", compare=False)
    brigade_code: str = ""

    @property
    def sees_whole_bureau(self) -> bool:
        return self.role in BUREAU_WIDE


SYSTEM_ACCOUNT = UUID(int=0)


def system_viewer(bureau_id: UUID, label: str = "system") -> Viewer:
    """The system itself: commands and the worker act under this name in the audit log."""
    return Viewer(account_id=SYSTEM_ACCOUNT, bureau_id=bureau_id, role=Role.IT_CLERK, label=label)
