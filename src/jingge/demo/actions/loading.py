"""Loading the demonstration: its tables are written, imported like any bureau's, and its people get accounts.

Every step looks first whether it was done, so a load that was killed goes on where it stopped.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from jingge.accounts.actions import change_password, create_account, reset_password
from jingge.accounts.actions.passwords import one_time_password
from jingge.accounts.models import Account
from jingge.accounts.queries import viewer_of
from jingge.common.errors import Refused
from jingge.common.viewer import Role, Viewer
from jingge.demo.actions.disputing import mediate_disputes
from jingge.demo.actions.following import follow_up
from jingge.demo.actions.funding import fund_helpers
from jingge.demo.actions.incidents import bring_matters
from jingge.demo.actions.jointly import work_jointly
from jingge.demo.actions.moving import suppose_moves
from jingge.demo.actions.norming import set_rules
from jingge.demo.actions.rostering import draw_rosters
from jingge.demo.actions.siting import ask_about_sites
from jingge.demo.actions.training import train
from jingge.demo.actions.working import set_to_work
from jingge.demo.synthesis import write_bureau
from jingge.demo.terms import BUREAU_CODE
from jingge.exchange.actions import import_now
from jingge.organisation.actions import found_bureau
from jingge.organisation.models import Brigade, Bureau, Station
from jingge.staffing.models import BeatPosting, Posting
from jingge.staffing.terms import Post
from jingge.territory.models import GridVersion

IN_FORCE_FROM = date(2021, 1, 18)  # the first day on which everybody of the tables is in post
COMMAND = "command"  # in whose name the demonstration's everyday work is entered
CHIEF = "chief"  # agrees to what the command office writes
WITH_AN_OFFICER = ("LW01", "LW02", "LW03")


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """What is printed once and kept nowhere."""

    username: str
    display_name: str
    role: Role
    password: str


def load_demonstration(*, folder: Path, by: Viewer) -> list[DemoAccount]:
    """The whole county from nothing. Returns the accounts made now: none when all were there."""
    bureau = Bureau.objects.filter(code=BUREAU_CODE).first()
    if bureau is None:
        bureau = found_bureau(
            code=BUREAU_CODE, name="灵武市公安局", name_en="Lingwu", is_synthetic=True, by=by
        )
    if not GridVersion.objects.filter(bureau=bureau).exists():
        write_bureau(folder)
        done = import_now(path=folder, bureau_id=bureau.pk, in_force_from=IN_FORCE_FROM, by=by)
        if done.errors:
            said = "; ".join(f"{p.sheet} {p.row} {p.field}: {p.message}" for p in done.problems.all()[:5])
            raise Refused(_("The demonstration's own tables were refused: %(said)s") % {"said": said})
    known = set(Account.objects.filter(bureau_id=bureau.pk).values_list("username", flat=True))
    made = [_open(member, by) for member in _cast(bureau) if member.username not in known]
    office, chief = _person(bureau, COMMAND), _person(bureau, CHIEF)
    if office is not None and chief is not None:
        set_rules(by=office, approver=chief)
    if office is not None:
        set_to_work(by=office)
        suppose_moves(by=office)
        ask_about_sites(by=office)
        work_jointly(by=office)
        fund_helpers(by=office)
        draw_rosters(by=office)
        train(by=office)
    if office is not None and chief is not None:
        bring_matters(command=office, chief=chief, people=_people(bureau))
    if office is not None:
        mediate_disputes(by=office)
        follow_up(by=office)
    return made


def _people(bureau: Bureau) -> list[Viewer]:
    held = Account.objects.filter(bureau_id=bureau.pk, is_active=True).order_by("username")
    return [viewer for account in held if (viewer := viewer_of(account)) is not None]


def _person(bureau: Bureau, username: str) -> Viewer | None:
    account = Account.objects.filter(bureau_id=bureau.pk, username=username, is_active=True).first()
    return viewer_of(account) if account else None


def reset_demonstration_passwords(*, by: Viewer) -> list[DemoAccount]:
    """Fresh random passwords for every demonstration account, returned once."""
    found = []
    for account in Account.objects.filter(bureau_id=by.bureau_id, is_active=True).order_by("created_at"):
        again, one_time = reset_password(account_id=account.pk, by=by)
        found.append(_settled(again, one_time))
    return found


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the demonstration's cast."""

    username: str
    display_name: str
    role: Role
    station_code: str = ""
    police_number: str = ""
    brigade_code: str = ""


def _cast(bureau: Bureau) -> Iterator[Member]:
    """Everybody who may try the system: each role, each station's head, some community officers."""
    yield Member(CHIEF, "局长", Role.BUREAU_LEADER)
    yield Member(COMMAND, "指挥室一班", Role.COMMAND_OFFICE)
    yield Member("command2", "指挥室二班", Role.COMMAND_OFFICE)
    for station in Station.objects.filter(bureau=bureau).order_by("code"):
        place, low = station.name.removesuffix("派出所"), station.code.lower()
        head = (
            Posting.objects.filter(station=station, post=Post.STATION_HEAD, valid_to__isnull=True)
            .order_by("officer__police_number")
            .values_list("officer__police_number", flat=True)
            .first()
        )
        yield Member(f"head.{low}", f"{place}所长", Role.STATION_HEAD, station.code, head or "")
        officer = (
            BeatPosting.objects.filter(beat__station=station, valid_to__isnull=True)
            .order_by("officer__police_number")
            .values_list("officer__police_number", flat=True)
            .first()
        )
        if officer and station.code in WITH_AN_OFFICER:
            yield Member(f"officer.{low}", f"{place}社区民警", Role.COMMUNITY_OFFICER, station.code, officer)
    for brigade in Brigade.objects.filter(bureau=bureau).order_by("code"):
        yield Member(
            f"brigade.{brigade.code.lower()}",
            f"{brigade.name}值班",
            Role.BRIGADE,
            brigade_code=brigade.code,
        )
    yield Member("auditor", "审计员", Role.AUDITOR)
    yield Member("it", "信息员", Role.IT_CLERK)


def _open(member: Member, by: Viewer) -> DemoAccount:
    account, one_time = create_account(
        bureau_id=by.bureau_id,
        username=member.username,
        display_name=member.display_name,
        role=member.role,
        station_code=member.station_code,
        police_number=member.police_number,
        brigade_code=member.brigade_code,
        by=by,
    )
    return _settled(account, one_time)


def _settled(account: Account, one_time: str) -> DemoAccount:
    """Past the first change of password, which would only stand in the way of whoever tries the system.

    The new one is as random as the first; nobody ever chose it.
    """
    person = viewer_of(account)
    assert person is not None
    password = one_time_password()
    change_password(old=one_time, new=password, by=person)
    return DemoAccount(account.username, account.display_name, Role(account.role), password)
