"""The fixed cast: permission tests read as sentences about these people.

    cast.command_office may adopt; cast.neighbour_officer sees nothing of 东塔.

Two bureaus exist. 灵州 has three stations; `other_command_office` belongs to another county.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from jingge.accounts.models import Account
from jingge.common.viewer import Role, Viewer
from jingge.organisation.models import Brigade, BrigadeKind, Bureau, Mode, Station, StationKind

MOMENT = datetime(2020, 6, 30, 1, tzinfo=UTC)
FOUNDED = date(2016, 1, 1)
PASSWORD = "correct-horse-battery"  # of every member of the cast, for tests of the sign-in page


@dataclass(frozen=True)
class Cast:
    """Everybody by what they are."""

    bureau: Bureau
    other_bureau: Bureau
    dongta: Station
    xijiao: Station
    brigade: Brigade
    other_station: Station
    """A station of the other bureau."""
    chief: Account
    command_office: Account
    second_command_office: Account
    dongta_head: Account
    xijiao_head: Account
    officer: Account
    """Community officer of 东塔, police number 040101."""
    neighbour_officer: Account
    """Community officer of 西郊, police number 040201."""
    brigade_desk: Account
    """Of the criminal brigade."""
    auditor: Account
    it_clerk: Account
    retired: Account
    """Was command office; the account is closed."""
    other_command_office: Account

    def people(self) -> dict[str, Account]:
        """Everybody who may sign in, by name of the field."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: v for name, v in values.items() if isinstance(v, Account) and v.is_active}


def viewer(person: Account) -> Viewer:
    """The person as the one who asks or acts."""
    return Viewer(
        account_id=person.pk,
        bureau_id=person.bureau_id,
        role=Role(person.role),
        label=person.display_name,
        station_code=person.station_code,
        police_number=person.police_number,
        brigade_code=person.brigade_code,
    )


def make_account(
    bureau: Bureau,
    username: str,
    role: Role,
    *,
    station: str = "",
    brigade: str = "",
    number: str = "",
    active: bool = True,
) -> Account:
    """One person of a bureau with a usable password, past the first sign-in."""
    person = Account(
        bureau_id=bureau.pk,
        username=username,
        display_name=username,
        role=role,
        station_code=station,
        brigade_code=brigade,
        police_number=number,
        is_active=active,
        must_change_password=False,
        created_at=MOMENT,
        closed_at=None if active else MOMENT,
    )
    person.set_password(PASSWORD)
    person.save()
    return person


def make_station(bureau: Bureau, code: str, name: str, level1_code: str, *, city: bool = True) -> Station:
    return Station.objects.create(
        bureau=bureau,
        code=code,
        name=name,
        level1_code=level1_code,
        level1_name=name.removesuffix("派出所"),
        mode=Mode.ONE_ROOM_TWO_TEAMS if city else Mode.MULTI_SKILL,
        kind=StationKind.CITY if city else StationKind.RURAL,
        valid_from=FOUNDED,
    )


def make_cast() -> Cast:
    bureau = Bureau.objects.create(code="640181", name="灵州市公安局", name_en="Lingzhou bureau")
    other = Bureau.objects.create(code="640122", name="邻县公安局", name_en="Neighbour bureau")
    dongta = make_station(bureau, "DT", "东塔派出所", "640181100")
    xijiao = make_station(bureau, "XJ", "西郊派出所", "640181001")
    command = Role.COMMAND_OFFICE
    return Cast(
        bureau=bureau,
        other_bureau=other,
        dongta=dongta,
        xijiao=xijiao,
        brigade=Brigade.objects.create(bureau=bureau, code="XZ", name="刑警大队", kind=BrigadeKind.CRIMINAL),
        other_station=make_station(other, "LJ", "邻县派出所", "640122100"),
        chief=make_account(bureau, "chief", Role.BUREAU_LEADER),
        command_office=make_account(bureau, "command", command),
        second_command_office=make_account(bureau, "command2", command),
        dongta_head=make_account(bureau, "dongta.head", Role.STATION_HEAD, station="DT", number="040100"),
        xijiao_head=make_account(bureau, "xijiao.head", Role.STATION_HEAD, station="XJ", number="040200"),
        officer=make_account(bureau, "officer", Role.COMMUNITY_OFFICER, station="DT", number="040101"),
        neighbour_officer=make_account(
            bureau, "neighbour", Role.COMMUNITY_OFFICER, station="XJ", number="040201"
        ),
        brigade_desk=make_account(bureau, "brigade", Role.BRIGADE, brigade="XZ"),
        auditor=make_account(bureau, "auditor", Role.AUDITOR),
        it_clerk=make_account(bureau, "it", Role.IT_CLERK),
        retired=make_account(bureau, "retired", command, active=False),
        other_command_office=make_account(other, "other.command", command),
    )
