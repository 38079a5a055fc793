"""What may be asked, what a study may become, and answers in words."""

from jingge.siting.rules.asking import why_not_ask, why_not_hold
from jingge.siting.rules.states import (
    TRANSITIONS,
    next_code,
    why_not_decide,
    why_not_open,
    why_not_propose,
    why_not_take_back_opening,
    why_not_withdraw,
)
from jingge.siting.rules.wording import few_others, figure, proof

__all__ = [
    "TRANSITIONS",
    "few_others",
    "figure",
    "next_code",
    "proof",
    "why_not_ask",
    "why_not_decide",
    "why_not_hold",
    "why_not_open",
    "why_not_propose",
    "why_not_take_back_opening",
    "why_not_withdraw",
]
