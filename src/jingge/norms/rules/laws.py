"""What a rule rests on, in the reader's language: titles of laws a pack may cite."""

import csv
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jingge.common.wording import told

DEFAULT = "default"  # the basis of what this project sets itself


@cache
def titles() -> dict[str, str]:
    text = (files("jingge.norms") / "data" / "laws.csv").read_text(encoding="utf-8")
    return {row["name_zh"]: row["name_en"] for row in csv.DictReader(text.splitlines())}


def basis_in_words(basis: str) -> str:
    """Several laws stand apart by ；. A title nobody has put into English is shown as it is."""
    if basis == DEFAULT:
        return _("the project's own default")
    if not (get_language() or "").startswith("en"):
        return basis
    return told(titles().get(one.strip(), one.strip()) for one in basis.split("；"))
