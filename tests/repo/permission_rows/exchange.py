"""Imports belong to the whole bureau: those who may see them, and the two posts that run them."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from jingge.common.clock import now
from jingge.common.viewer import Role
from jingge.exchange.models import BureauImport
from jingge.exchange.terms import ImportState
from tests.repo.matrix import BUREAU, Row, World

SEE = {Role.BUREAU_LEADER, Role.COMMAND_OFFICE, Role.AUDITOR, Role.IT_CLERK}
RUN = {Role.COMMAND_OFFICE, Role.IT_CLERK}
PLANNERS = {Role.COMMAND_OFFICE}


def prepare(world: World) -> None:
    """One import of 灵州 ready to apply and one applied, that changed nothing."""
    for number, (name, state) in enumerate(
        (
            ("ready", ImportState.PREVIEWED),
            ("applied", ImportState.APPLIED),
            ("lacking", ImportState.NEEDS_MAPPING),
        ),
        1,
    ):
        row = BureauImport.objects.create(
            bureau_id=world.cast.bureau.pk,
            number=number,
            file_name="表.zip",
            file_size=1,
            sha256="0" * 64,
            stored_as=f"{world.cast.bureau.pk}/{name}",
            state=state,
            in_force_from=date(2020, 7, 1),
            created_at=now(),
            created_by_id=world.cast.command_office.pk,
            created_by_label="指挥中心",
        )
        world.things[name] = row.pk
    Path(settings.UPLOADS).mkdir(parents=True, exist_ok=True)


def one(world: World) -> dict[str, object]:
    return {"import_id": world.things["ready"]}


def lacking(world: World) -> dict[str, object]:
    return {"import_id": world.things["lacking"]}


def applied(world: World) -> dict[str, object]:
    return {"import_id": world.things["applied"]}


def pack(world: World) -> dict[str, object]:
    content = b'{"format": "jingge-pack", "version": 1, "sections": {}}'
    return {"file": SimpleUploadedFile("pack.json", content)}


def upload(world: World) -> dict[str, object]:
    return {"file": SimpleUploadedFile("units.csv", b"code,name\n1,2\n"), "in_force_from": "2020-07-01"}


ROWS = {
    "exchange:imports": Row(roles=SEE),
    "exchange:upload": (Row(roles=RUN), Row(roles=RUN, method="POST", data=upload)),
    "exchange:templates": Row(roles=RUN),
    "exchange:template_file": Row(roles=RUN, kwargs=lambda w: {"kind": "zip"}),
    "exchange:export": (Row(roles=RUN), Row(roles=RUN, method="POST")),
    "exchange:import": Row(roles=SEE, ground=BUREAU, kwargs=one),
    "exchange:mapping": (
        Row(roles=RUN, ground=BUREAU, kwargs=lacking),
        Row(roles=RUN, ground=BUREAU, kwargs=lacking, method="POST"),
    ),
    "exchange:problems": Row(roles=SEE, ground=BUREAU, kwargs=one),
    "exchange:problem_file": Row(roles=SEE, ground=BUREAU, kwargs=one),
    "exchange:apply": Row(roles=RUN, ground=BUREAU, kwargs=one, method="POST"),
    "exchange:undo": (
        Row(roles=RUN, ground=BUREAU, kwargs=applied),
        Row(roles=RUN, ground=BUREAU, kwargs=applied, method="POST"),
    ),
    "exchange:packs": Row(roles=RUN),
    "exchange:pack_file": Row(roles=RUN, method="POST"),
    "exchange:pack_preview": Row(roles=PLANNERS, method="POST", data=pack),
    "exchange:pack_load": Row(
        roles=PLANNERS,
        method="POST",
        data=lambda w: {
            "pack": "eyJmb3JtYXQiOiAiamluZ2dlLXBhY2siLCAidmVyc2lvbiI6IDEsICJzZWN0aW9ucyI6IHt9fQ=="
        },
    ),
}
