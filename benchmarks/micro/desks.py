"""Desks that take reports in as fast as they are answered. A locust file: runs inside .venv-peers.

Each user signs in as one of the heads and sends the intake form again and again, every time a new report.
PASSWORDS (JSON, user name → password), BLOCKS (JSON, user name → code of a level-4 grid) come from the environment.
"""

import itertools
import json
import os
import re
import uuid
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from locust import FastHttpUser, task

PASSWORDS: dict[str, str] = json.loads(os.environ["PASSWORDS"])
BLOCKS: dict[str, str] = json.loads(os.environ["BLOCKS"])
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
HEADS = itertools.cycle(sorted(BLOCKS))
HERE = ZoneInfo("Asia/Shanghai")


class Desk(FastHttpUser):  # type: ignore[misc]  # types only in .venv-peers
    """Keeps its cookies by hand: they are marked secure, which a browser takes on the loopback address and a library
    does not.
    """

    def on_start(self) -> None:
        self.head, self.cookies = next(HEADS), {}
        given = {
            "username": self.head,
            "password": PASSWORDS[self.head],
            "csrfmiddlewaretoken": self.form("/sign-in/"),
        }
        if self.send("/sign-in/", given, "sign in") != 302:
            raise RuntimeError(f"{self.head} could not sign in")
        self.token = self.form("/incidents/new/")

    @task
    def report(self) -> None:
        self.send(
            "/incidents/new/",
            {
                "csrfmiddlewaretoken": self.token,
                "id": str(uuid.uuid4()),
                "received_at": f"{datetime.now(HERE) - timedelta(minutes=2):%Y-%m-%dT%H:%M}",
                "way": "call",
                "urgency": "ordinary",
                "category": "D",
                "where": BLOCKS[self.head],
                "facts": "邻里夜间噪音，请求处置",
            },
            "intake",
        )

    def form(self, path: str) -> str:
        """The token of a page's form."""
        answer = self.client.get(path, name="form", headers=self.headers())
        self.keep(answer)
        found = TOKEN.search(answer.text)
        if found is None:
            raise RuntimeError(f"{path} has no form")
        return found[1]

    def send(self, path: str, given: dict[str, str], name: str) -> int:
        """Anything but a redirect is refused."""
        with self.client.post(
            path, given, name=name, headers=self.headers(), allow_redirects=False, catch_response=True
        ) as answer:
            if answer.status_code != 302:
                answer.failure(str(answer.status_code))
        self.keep(answer)
        return int(answer.status_code)

    def headers(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    def keep(self, answer: Any) -> None:
        for cookie in answer.headers.getlist("set-cookie") if answer.headers else []:
            name, _sign, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
