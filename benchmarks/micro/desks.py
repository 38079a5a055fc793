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
from zoneinfo import ZoneInfo

from locust import FastHttpUser, task

PASSWORDS: dict[str, str] = json.loads(os.environ["PASSWORDS"])
BLOCKS: dict[str, str] = json.loads(os.environ["BLOCKS"])
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
HEADS = itertools.cycle(sorted(BLOCKS))
HERE = ZoneInfo("Asia/Shanghai")


class Desk(FastHttpUser):  # type: ignore[misc]  # types only in .venv-peers
    def on_start(self) -> None:
        self.head = next(HEADS)
        page = self.client.get("/sign-in/", name="sign in").text
        given = {"username": self.head, "password": PASSWORDS[self.head], "csrfmiddlewaretoken": token(page)}
        self.client.post("/sign-in/", given, allow_redirects=False, name="sign in")
        self.token = token(self.client.get("/incidents/new/", name="form").text)

    @task
    def report(self) -> None:
        form = {
            "csrfmiddlewaretoken": self.token,
            "id": str(uuid.uuid4()),
            "received_at": f"{datetime.now(HERE) - timedelta(minutes=2):%Y-%m-%dT%H:%M}",
            "way": "call",
            "urgency": "ordinary",
            "category": "D",
            "where": BLOCKS[self.head],
            "facts": "邻里夜间噪音，请求处置",
        }
        with self.client.post(
            "/incidents/new/", form, allow_redirects=False, catch_response=True, name="intake"
        ) as answer:
            if answer.status_code != 302:
                answer.failure(f"{answer.status_code}")


def token(page: str) -> str:
    found = TOKEN.search(page)
    if found is None:
        raise RuntimeError("a page without its form")
    return found[1]
