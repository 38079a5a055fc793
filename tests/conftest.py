"""What every test has: the cast, and a client signed in as any of them."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from jingge.accounts.models import Account
from tests.factories.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The fixed cast of people (see tests/factories/cast.py)."""
    return make_cast()


@pytest.fixture
def as_() -> Callable[[Account], Client]:
    """`as_(cast.station_head).get(...)`: a client signed in as this person, over TLS."""

    def signed_in(person: Account) -> Client:
        client = Client(headers={"X-Forwarded-Proto": "https"})
        client.defaults["wsgi.url_scheme"] = "https"
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()
