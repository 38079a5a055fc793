"""The life of a version: drafted, adopted from a day, or withdrawn."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.territory.terms import VersionFacts

TRANSITIONS = {
    "draft": {"adopt": "adopted", "withdraw": "withdrawn"},
    "adopted": {"withdraw": "withdrawn"},
    "withdrawn": {},
}


def why_not_adopt(version: VersionFacts, valid_from: date, latest: VersionFacts | None) -> Reason | None:
    """The reason this version can't be in force from that day, or None.

    `latest` is the adopted version that starts last. A map never starts on or before the day
    of one already adopted: that would rewrite a past people were held to.
    """
    if "adopt" not in TRANSITIONS[version.state]:
        return _("Version %(number)d is not a draft; it can't be adopted again.") % {"number": version.number}
    if latest is None or latest.valid_from is None:
        return None
    if valid_from <= latest.valid_from:
        return _(
            "Version %(latest)d is in force from %(day)s. A new version must start on a later day; "
            "withdraw version %(latest)d first if it was a mistake."
        ) % {"latest": latest.number, "day": latest.valid_from}
    return None


def why_not_withdraw(version: VersionFacts, latest: VersionFacts | None) -> Reason | None:
    """The reason this version can't be taken back, or None: only the newest map can be."""
    if "withdraw" not in TRANSITIONS[version.state]:
        return _("Version %(number)d was withdrawn before.") % {"number": version.number}
    if version.state == "adopted" and latest is not None and latest.number != version.number:
        return _("Version %(latest)d came after version %(number)d: withdraw that one first.") % {
            "latest": latest.number,
            "number": version.number,
        }
    return None
