"""A JSON document one value at a time, so that a large layer never stands in memory whole."""

import json
import math
from pathlib import Path
from typing import Any, NoReturn

from jingge.uploads.terms import MB, Unreadable

SPACE = " \t\r\n"


def refuse_constant(text: str) -> NoReturn:
    raise NotFinite(text)


def finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise NotFinite(text)
    return value


class NotFinite(ValueError):
    """NaN, Infinity or 1e999: Python's json takes them, no map can."""


class JsonStream:
    """A cursor over a file. Values larger than `limit` characters are refused."""

    def __init__(self, path: Path, encoding: str, name: str, limit: int) -> None:
        self.file = path.open(encoding=encoding, newline="")
        self.name, self.limit = name, limit
        self.decoder = json.JSONDecoder(parse_constant=refuse_constant, parse_float=finite)
        self.text, self.at, self.ended = "", 0, False

    def close(self) -> None:
        self.file.close()

    def refill(self) -> bool:
        """Drop what is behind, add what is ahead. A value that did not fit is tried once more, with as much
        as the limit allows: trying again and again would cost the square of its size."""
        if self.ended:
            return False
        rest = self.text[self.at :]
        chunk = self.file.read(MB if len(rest) < MB // 2 else self.limit)
        self.ended = not chunk
        self.text, self.at = rest + chunk, 0
        return not self.ended

    def peek(self) -> str:
        """The next telling character, "" at the end."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in SPACE:
                self.at += 1
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.refill():
                return ""

    def expect(self, mark: str) -> None:
        found = self.peek()
        if found != mark:
            raise Unreadable("json_broken" if found else "cut_off", sheet=self.name, value=found)
        self.at += 1

    def value(self) -> Any:
        """The next whole value. Depth is bounded by the parser's own recursion limit."""
        if not self.peek():
            raise Unreadable("cut_off", sheet=self.name)
        while True:
            try:
                value, end = self.decoder.raw_decode(self.text, self.at)
            except RecursionError:
                raise Unreadable("json_deep", sheet=self.name) from None
            except NotFinite as error:
                raise Unreadable("not_finite", sheet=self.name, value=str(error)) from error
            except json.JSONDecodeError as error:
                near_end = error.pos >= len(self.text) - 16 or error.msg.startswith("Unterminated")
                if len(self.text) - self.at > self.limit:
                    raise Unreadable("feature_too_big", sheet=self.name, limit=self.limit // MB) from error
                if near_end and self.refill():
                    continue
                raise Unreadable("cut_off" if near_end else "json_broken", sheet=self.name) from error
            if end < len(self.text) or not isinstance(value, int | float) or not self.refill():
                self.at = end if end <= len(self.text) else 0
                return value
