"""Accounts on a terminal, where Chinese letters are two columns wide."""

import unicodedata
from collections.abc import Sequence

from jingge.demo.actions import DemoAccount


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def table(accounts: Sequence[DemoAccount]) -> str:
    """User name, password, who it is. Printed once; the passwords are stored nowhere."""
    rows = [("用户名 user", "密码 password", "身份 role")]
    rows += [(a.username, a.password, f"{a.display_name} ({a.role})") for a in accounts]
    widest = [max(width(row[column]) for row in rows) for column in range(2)]
    return "\n".join(
        "  " + "  ".join([*(row[n] + " " * (widest[n] - width(row[n])) for n in range(2)), row[2]])
        for row in rows
    )
