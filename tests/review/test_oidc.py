"""Signing in through an identity service: what is right lets in, every single thing that is wrong does not."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

jwt = pytest.importorskip("jwt", reason="pyjwt is not installed: pip install 'fazhi-checker[oidc]'")
pytest.importorskip("cryptography", reason="cryptography is not installed: pip install 'fazhi-checker[oidc]'")

from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: E402

from checker.errors import UsageError  # noqa: E402
from checker.review import oidc  # noqa: E402

from .made import Desk, open_desk, person, settings  # noqa: E402
from .served import served  # noqa: E402

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
BASE = "http://testserver"


class Issuer(HTTPServer):
    """An identity service that gives whatever token it is told to."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Hands)
        self.tokens: list[str] = []
        self.asked: list[dict[str, str]] = []
        self.says: dict[str, Any] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Hands(BaseHTTPRequestHandler):
    server: Issuer

    def do_GET(self) -> None:
        if self.path == "/keys":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            self._say({"keys": [{**key, "kid": "1", "alg": "RS256", "use": "sig"}]})
        else:
            url = self.server.url
            own = {"issuer": url, "authorization_endpoint": f"{url}/auth", "token_endpoint": f"{url}/token"}
            self._say({**own, "jwks_uri": f"{url}/keys", **self.server.says})

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        self.server.asked.append({key: values[0] for key, values in form.items()})
        self._say({"id_token": self.server.tokens.pop(), "token_type": "Bearer"})

    def _say(self, said: Any) -> None:
        data = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with served(Issuer()) as made:
        yield made


@pytest.fixture
def office(tmp_path: Path, issuer: Issuer) -> Iterator[Desk]:
    own = {"oidc_issuer": issuer.url, "oidc_client": "checker", "oidc_secret": "s", "base_url": BASE}
    with open_desk(f"sqlite:///{tmp_path}/a.db", pages=True, **own) as made:
        yield made


def begin(desk: Desk, next: str = "/") -> dict[str, str]:
    """To the identity service; what the browser carries there."""
    answer = desk.client.get("/oidc/start", params={"next": next})
    assert answer.status_code == 303
    return {key: values[0] for key, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}


def claims(desk: Desk, issuer: Issuer, nonce: str, **changes: Any) -> dict[str, Any]:
    now = int(desk.time().timestamp())
    made = {
        "iss": issuer.url, "aud": "checker", "sub": "42", "exp": now + 300, "iat": now, "nonce": nonce,
        "preferred_username": "drafter", **changes,
    }  # fmt: skip
    return {key: value for key, value in made.items() if value is not None}


def signed(made: dict[str, Any], key: Any = KEY, algorithm: str = "RS256", kid: str = "1") -> str:
    return str(jwt.encode(made, key, algorithm=algorithm, headers={"kid": kid}))


def test_a_person_with_an_account_is_let_in(office: Desk, issuer: Issuer) -> None:
    asked = begin(office, "/account")
    issuer.tokens = [signed(claims(office, issuer, asked["nonce"]))]
    back = office.client.get("/oidc/callback", params={"state": asked["state"], "code": "c"})
    assert back.headers["location"] == "/account"
    assert "drafter" in office.client.get("/account").text
    sent = issuer.asked[-1]
    assert (sent["code"], sent["client_secret"], sent["redirect_uri"]) == ("c", "s", f"{BASE}/oidc/callback")
    challenge = base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"].encode()).digest()).rstrip(b"=").decode()
    assert challenge == asked["code_challenge"]
    lines = office.ok("admin", "GET", "/trail?limit=200")["items"]
    assert [one["detail"] for one in lines if one["action"] == "person.signed_in"] == [
        {"by": "oidc", "person": office.people["drafter"]}
    ]
    # the way is used up
    assert office.client.get("/oidc/callback", params={"state": asked["state"], "code": "c"}).status_code == 401


Spoil = Callable[[dict[str, Any], str], str]
WRONG: dict[str, Spoil] = {
    "nonce": lambda made, _: signed({**made, "nonce": "other"}),
    "audience": lambda made, _: signed({**made, "aud": "somebody-else"}),
    "party": lambda made, _: signed({**made, "aud": ["checker", "x"], "azp": "x"}),
    "issuer": lambda made, _: signed({**made, "iss": "https://evil.example"}),
    "expired": lambda made, _: signed({**made, "exp": made["iat"] - 61}),
    "from the future": lambda made, _: signed({**made, "iat": made["iat"] + 61}),
    "not yet": lambda made, _: signed({**made, "nbf": made["iat"] + 61}),
    "time that is none": lambda made, _: signed({**made, "iat": True}),
    "without an end": lambda made, _: signed({key: value for key, value in made.items() if key != "exp"}),
    "without a name": lambda made, _: signed(
        {key: value for key, value in made.items() if key != "preferred_username"}
    ),
    "name that is none": lambda made, _: signed({**made, "preferred_username": ["drafter"]}),
    "stranger": lambda made, _: signed({**made, "preferred_username": "stranger"}),
    "another key": lambda made, _: signed(made, OTHER),
    "unknown key": lambda made, _: signed(made, KEY, kid="2"),
    "unsigned": lambda made, _: str(jwt.encode(made, None, algorithm="none", headers={"kid": "1"})),
    "shared secret": lambda made, _: str(jwt.encode(made, "s" * 32, algorithm="HS256", headers={"kid": "1"})),
    "no token": lambda made, _: "not.a.token",
}


@pytest.mark.parametrize("what", WRONG)
def test_whatever_is_wrong_keeps_out(office: Desk, issuer: Issuer, what: str) -> None:
    asked = begin(office)
    issuer.tokens = [WRONG[what](claims(office, issuer, asked["nonce"]), asked["nonce"])]
    back = office.client.get("/oidc/callback", params={"state": asked["state"], "code": "c"})
    assert back.status_code == 401
    assert "checker_visit" not in office.client.cookies
    assert office.client.get("/").headers["location"] == "/login?next=/"


def test_the_way_back_must_have_begun_here(office: Desk, issuer: Issuer) -> None:
    asked = begin(office)
    for params in ({"state": "other", "code": "c"}, {"state": asked["state"]}, {}):
        assert office.client.get("/oidc/callback", params=params).status_code == 401
    office.client.cookies.clear()
    assert office.client.get("/oidc/callback", params={"state": asked["state"], "code": "c"}).status_code == 401
    assert issuer.asked == []


def test_the_way_back_leads_to_this_site(office: Desk, issuer: Issuer) -> None:
    asked = begin(office, "https://evil.example/")
    issuer.tokens = [signed(claims(office, issuer, asked["nonce"]))]
    back = office.client.get("/oidc/callback", params={"state": asked["state"], "code": "c"})
    assert back.headers["location"] == "/"


def test_an_initial_password_goes_with_the_first_sign_in(office: Desk, issuer: Issuer) -> None:
    made = office.ok("admin", "POST", f"/people/{office.people['drafter']}/password")
    asked = begin(office)
    issuer.tokens = [signed(claims(office, issuer, asked["nonce"]))]
    office.client.get("/oidc/callback", params={"state": asked["state"], "code": "c"})
    assert office.client.get("/").status_code == 200
    assert person(office, "drafter").password_hash == ""
    form = {"login": "drafter", "password": made["password"], "next": "/"}
    assert office.client.post("/login", data=form).status_code == 401


def test_a_false_issuer_and_a_closed_account_keep_out(office: Desk, issuer: Issuer) -> None:
    issuer.says = {"issuer": "https://evil.example"}
    assert office.client.get("/oidc/start").status_code == 401
    issuer.says = {}
    office.ok("admin", "PATCH", f"/people/{office.people['drafter']}", json={"active": False})
    asked = begin(office)
    issuer.tokens = [signed(claims(office, issuer, asked["nonce"]))]
    assert office.client.get("/oidc/callback", params={"state": asked["state"], "code": "c"}).status_code == 401


def test_without_settings_there_is_no_such_way(pages: Desk) -> None:
    assert pages.client.get("/oidc/start").status_code == 404
    assert pages.client.get("/oidc/callback").status_code == 404
    assert "/oidc/start" not in pages.client.get("/login").text
    with pytest.raises(UsageError, match="base_url"):
        oidc.check_settings(settings("sqlite://", oidc_issuer="https://a", oidc_client="c"))
