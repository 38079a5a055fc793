"""`jingge found --code … --name …`: a real bureau, and the one account that opens the others."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from jingge.accounts.actions import create_account
from jingge.common.errors import Refused
from jingge.common.ids import new_id
from jingge.common.viewer import Role, system_viewer
from jingge.organisation.actions import found_bureau
from jingge.organisation.models import Bureau


class Command(BaseCommand):
    help = "Found a bureau and its first account, the IT clerk, whose one-time password is printed once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--code", required=True, help="six-digit division code of the county")
        parser.add_argument("--name", required=True, help="the bureau's name, as 灵武市公安局")
        parser.add_argument("--name-en", default="", help="its name in English")
        parser.add_argument("--username", default="it", help="user name of the first IT clerk")
        parser.add_argument("--display-name", default="信息员", help="how that person is called")

    def handle(self, *args: Any, **options: Any) -> None:
        if Bureau.objects.filter(code=options["code"]).exists():
            raise CommandError(f"a bureau with the code {options['code']} exists already; nothing was done")
        by = system_viewer(new_id(), "founding")
        try:
            with transaction.atomic():  # no bureau without somebody who can open accounts
                bureau = found_bureau(
                    code=options["code"],
                    name=options["name"],
                    name_en=options["name_en"],
                    is_synthetic=False,
                    by=by,
                )
                account, password = create_account(
                    bureau_id=bureau.pk,
                    username=options["username"],
                    display_name=options["display_name"],
                    role=Role.IT_CLERK,
                    by=by,
                )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{bureau.name}: sign in as {account.username} with the one-time password {password}"
        )
