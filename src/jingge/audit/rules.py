"""What an event looks like before it is written for ever, and the link that binds it to the one before."""

import hashlib
import json
import math
import unicodedata
from datetime import UTC, datetime
from typing import Any

HASHED = (
    "id",
    "bureau_id",
    "chain",
    "number",
    "at",
    "actor_id",
    "actor_label",
    "actor_role",
    "action",
    "subject_type",
    "subject_id",
    "subject_label",
    "result",
    "detail",
    "request_id",
    "address",
    "previous_hash",
)
# Past this, PostgreSQL's jsonb gives a float back as a whole number and the link would not match.
EXACT_FLOAT = 1e15


def hash_of(event: object) -> str:
    """SM3 (GB/T 32905) over the event's fields in a fixed order, equal on both databases."""
    values = [_hashable(getattr(event, name)) for name in HASHED]
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, allow_nan=False, default=str)
    return hashlib.new("sm3", text.encode()).hexdigest()


def _hashable(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value


def one_line(text: str, limit: int) -> str:
    """Text that stays one record wherever it is printed: controls and direction marks become visible."""
    return "".join(_visible(character) for character in text)[:limit]


def _visible(character: str) -> str:
    code = ord(character)
    if code < 32:
        return chr(0x2400 + code)  # the pictures of the control codes: ␀ … ␟
    if code == 127:
        return "␡"
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return f"⟨U+{code:04X}⟩"
    return character


def plain_detail(value: Any) -> Any:
    """Detail as JSON that both databases give back unchanged."""
    if isinstance(value, dict):
        return {one_line(str(key), 120): plain_detail(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain_detail(item) for item in value]
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value + 0.0 if math.isfinite(value) and abs(value) < EXACT_FLOAT else str(value)
    if isinstance(value, str):
        return one_line(value, 2000)
    return one_line(value.isoformat() if hasattr(value, "isoformat") else str(value), 2000)
