"""What people write is about rules and places; numbers that belong to one person have no place in it."""

import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingge.common.errors import Reason
from jingge.uploads.rules.forbidden_content import find_numbers

Fault = tuple[str, str, Reason]  # field, value, mend
# Signs without a width between digits hide a number from the eye of a program, not from a person's.
UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
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
    if found is None:
        return None
    return _("This looks like %(what)s. Write without it: it stands in the official system.") % {
        "what": KINDS[found[0]]
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
