"""What people write is about rules and places; numbers that belong to one person have no place in it."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingge.common.errors import Reason
from jingge.uploads.rules.forbidden_content import find_numbers

Fault = tuple[str, str, Reason]  # field, value, mend
# Signs without a width between digits hide a number from the eye of a program, not from a person's.
UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
# By hand digits get parted by anything, and mistyped: a place code, a birth date and four more are enough.
BETWEEN = re.compile(r"(?<=[\dXx])[\s\-._·•,/\\|、。]{1,3}(?=[\dXx])")
BORN = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
KINDS = {
    "identity_number": gettext_lazy("an identity number"),
    "phone": gettext_lazy("a telephone number"),
    "bank": gettext_lazy("the number of a bank card"),
    "plate": gettext_lazy("a number plate"),
}


def why_not_text(text: str) -> Reason | None:
    """The reason this text cannot be kept, or None."""
    plain = unicodedata.normalize("NFKC", text).translate(UNSEEN)
    found = find_numbers(plain)
    kind = found[0] if found else "identity_number" if BORN.search(BETWEEN.sub("", plain)) else ""
    if not kind:
        return None
    return _("This looks like %(what)s. Write without it: it stands in the official system.") % {
        "what": KINDS[kind]
    }


def text_faults(field: str, text: str, *, longest: int, needed: bool = False) -> Iterator[Fault]:
    if needed and not text.strip():
        yield field, text, _("Write something here.")
    if len(text) > longest:
        yield (
            field,
            text[:60],
            _("At most %(n)d characters; these are %(m)d.") % {"n": longest, "m": len(text)},
        )
    elif reason := why_not_text(text):
        yield field, text[:3] + "•••", reason
