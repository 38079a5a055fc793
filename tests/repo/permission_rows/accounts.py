"""Sign-in, one's own account, and the IT clerk's list."""

from jingge.common.viewer import Role
from tests.factories.cast import PASSWORD
from tests.repo.matrix import BUREAU, EVERY_ROLE, Row, Rows, World

CLERK = {Role.IT_CLERK}
OFFICER = {"display_name": "officer", "role": "community_officer", "station_code": "DT"}


def _officer(world: World) -> dict[str, object]:
    return {"account_id": world.cast.officer.pk}


def _retired(world: World) -> dict[str, object]:
    return {"account_id": world.cast.retired.pk}


def _sign_in(world: World) -> dict[str, object]:
    return {"username": "nobody", "password": PASSWORD}


ROWS: Rows = {
    "accounts:sign_in": (
        Row(public=True, ok={200, 302}),
        Row(public=True, method="POST", data=_sign_in, ok={302, 422}),
    ),
    "accounts:sign_out": Row(roles=EVERY_ROLE, method="POST"),
    "accounts:text_size": Row(public=True, method="POST", data=lambda w: {"size": "large"}),
    "accounts:language": Row(public=True, method="POST", data=lambda w: {"language": "en"}),
    "accounts:me": Row(roles=EVERY_ROLE),
    "accounts:change_password": (
        Row(roles=EVERY_ROLE),
        Row(
            roles=EVERY_ROLE,
            method="POST",
            data=lambda w: {
                "old": PASSWORD,
                "new": "four quiet green lamps",
                "again": "four quiet green lamps",
            },
        ),
    ),
    "accounts:accounts": Row(roles=CLERK),
    "accounts:new": (
        Row(roles=CLERK),
        Row(
            roles=CLERK,
            method="POST",
            data=lambda w: {**OFFICER, "username": "new.one", "police_number": "9"},
        ),
    ),
    "accounts:account": Row(roles=CLERK, ground=BUREAU, kwargs=_officer),
    "accounts:change": (
        Row(roles=CLERK, ground=BUREAU, kwargs=_officer),
        Row(
            roles=CLERK,
            ground=BUREAU,
            method="POST",
            kwargs=_officer,
            data=lambda w: {**OFFICER, "police_number": "040101"},
        ),
    ),
    "accounts:reset": (
        Row(roles=CLERK, ground=BUREAU, kwargs=_officer),
        Row(roles=CLERK, ground=BUREAU, method="POST", kwargs=_officer),
    ),
    "accounts:close": (
        Row(roles=CLERK, ground=BUREAU, kwargs=_officer),
        Row(roles=CLERK, ground=BUREAU, method="POST", kwargs=_officer),
    ),
    "accounts:reopen": (
        Row(roles=CLERK, ground=BUREAU, kwargs=_retired),
        Row(roles=CLERK, ground=BUREAU, method="POST", kwargs=_retired),
    ),
}
