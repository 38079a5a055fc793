"""A person without a browser: one signed-in connection, for timing and for following links."""

import http.client
import re
import time
from urllib.parse import urlencode

from tests.journeys.running import Platform

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Visitor:
    """One signed-in person on one kept-open connection: no library's own time is measured."""

    def __init__(self, platform: Platform, username: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", platform.port, timeout=60)
        self.cookies: dict[str, str] = {}
        page = self.get("/sign-in/").decode()
        token = TOKEN.search(page)
        assert token, "the sign-in page has no form"
        form = {
            "username": username,
            "password": platform.passwords[username],
            "csrfmiddlewaretoken": token[1],
        }
        status, _body, _headers = self._ask("POST", "/sign-in/", urlencode(form))
        assert status == 302, f"{username} could not sign in: {status}"

    def close(self) -> None:
        self._connection.close()

    def get(self, path: str) -> bytes:
        status, body, _headers = self._ask("GET", path)
        assert status == 200, f"{path}: {status}"
        return body

    def look(self, path: str) -> tuple[int, str, str]:
        """Status, kind of content and text, whatever they are."""
        status, body, headers = self._ask("GET", path)
        kind = headers.get("content-type", "")
        return status, kind, body.decode(errors="replace") if "html" in kind else ""

    def send(self, path: str, form: dict[str, str]) -> int:
        """Post a form as a page of this person would."""
        token = TOKEN.search(self.get("/me/").decode())
        assert token
        status, _body, _headers = self._ask(
            "POST", path, urlencode({**form, "csrfmiddlewaretoken": token[1]})
        )
        return status

    def speak(self, language: str) -> None:
        assert self.send("/language/", {"language": language, "next": "/me/"}) == 302

    def timed(self, path: str) -> float:
        start_at = time.perf_counter()
        self.get(path)
        return time.perf_counter() - start_at

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, bytes, dict[str, str]]:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request(method, path, body or None, headers)
            answer = self._connection.getresponse()
        except http.client.RemoteDisconnected:  # idle for too long; a browser opens another one, too
            self._connection.close()
            self._connection.request(method, path, body or None, headers)
            answer = self._connection.getresponse()
        data = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _sign, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, data, {k.lower(): v for k, v in answer.headers.items()}
