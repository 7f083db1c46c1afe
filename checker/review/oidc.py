"""Signing in through an office's own identity service: OpenID Connect, authorization code with PKCE.

Accounts and roles stay here: the service only says who somebody is, by a claim that holds the user name.
Everything it says is checked: issuer, audience, signature (RS256, PS256, ES256), times, nonce.
"""

from __future__ import annotations

import base64
import hashlib
import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from importlib.util import find_spec
from typing import Any

from checker.errors import UsageError
from checker.review.auth import same
from checker.review.problems import UnknownPersonError
from checker.review.settings import Settings

_ALGORITHMS = ("RS256", "PS256", "ES256")
_SECONDS, _MOST_READ, _LEEWAY = 10.0, 1024 * 1024, 60
_FAILED = "统一身份认证没有成功，请重新登录；多次不成功的，请联系管理员。"


@dataclass(frozen=True, slots=True)
class Provider:
    """What the issuer says about itself."""

    issuer: str
    authorize: str
    token: str
    keys: str


def check_settings(settings: Settings) -> None:
    """Raises ``UsageError`` where OIDC is asked for and something for it is missing."""
    if not settings.oidc_issuer:
        return
    if not settings.oidc_client or not settings.base_url:
        raise UsageError("配置了 oidc_issuer，还要写明 oidc_client 和 base_url（人们输入的网址）。")
    if find_spec("jwt") is None:
        raise UsageError("统一身份认证需要另外安装，请执行 pip install 'fazhi-checker[oidc]'。")


def discover(settings: Settings) -> Provider:
    """Asks the issuer for its addresses. Raises ``UnknownPersonError`` where it does not answer as it should."""
    said = _fetch(f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration")
    if said.get("issuer") != settings.oidc_issuer:
        raise UnknownPersonError(_FAILED, "oidc")
    try:
        return Provider(
            settings.oidc_issuer,
            str(said["authorization_endpoint"]),
            str(said["token_endpoint"]),
            str(said["jwks_uri"]),
        )
    except KeyError:
        raise UnknownPersonError(_FAILED, "oidc") from None


def redirect_uri(settings: Settings) -> str:
    return f"{settings.base_url.rstrip('/')}/oidc/callback"


def start_url(settings: Settings, provider: Provider, state: str, nonce: str, verifier: str) -> str:
    """Where the browser is sent to sign in."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "response_type": "code",
        "client_id": settings.oidc_client,
        "redirect_uri": redirect_uri(settings),
        "scope": "openid profile",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{provider.authorize}{'&' if '?' in provider.authorize else '?'}{urllib.parse.urlencode(query)}"


def user_name(settings: Settings, provider: Provider, code: str, nonce: str, verifier: str, now: datetime) -> str:
    """Exchanges the code and checks what comes back; the user name it vouches for. Raises ``UnknownPersonError``."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri(settings),
        "client_id": settings.oidc_client,
        "code_verifier": verifier,
    }
    if settings.oidc_secret:
        form["client_secret"] = settings.oidc_secret
    answer = _fetch(provider.token, urllib.parse.urlencode(form).encode())
    claims = _claims(settings, provider, str(answer.get("id_token", "")))
    moment = now.timestamp()
    timely = (
        _number(claims.get("exp")) > moment - _LEEWAY
        and _number(claims.get("iat")) <= moment + _LEEWAY
        and _number(claims.get("nbf", 0)) <= moment + _LEEWAY
    )
    party = claims.get("azp", settings.oidc_client)
    name = claims.get(settings.oidc_claim)
    if not timely or party != settings.oidc_client or not same(str(claims.get("nonce", "")), nonce):
        raise UnknownPersonError(_FAILED, "oidc")
    if not isinstance(name, str) or not name:
        raise UnknownPersonError(_FAILED, "oidc")
    return name


def _claims(settings: Settings, provider: Provider, token: str) -> dict[str, Any]:
    """The claims of a token whose signature, issuer and audience are right; times are looked at by our own clock."""
    import jwt

    try:
        keys = jwt.PyJWKSet.from_dict(_fetch(provider.keys))
        wanted = jwt.get_unverified_header(token).get("kid")
        fitting = [key for key in keys.keys if wanted is None or key.key_id == wanted]
        if len(fitting) != 1:
            raise UnknownPersonError(_FAILED, "oidc")
        claims: dict[str, Any] = jwt.decode(
            token,
            fitting[0],
            algorithms=list(_ALGORITHMS),
            audience=settings.oidc_client,
            issuer=provider.issuer,
            options={
                "require": ["exp", "iat", "iss", "aud", "sub"],
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
    except jwt.PyJWTError:
        raise UnknownPersonError(_FAILED, "oidc") from None
    return claims


def _fetch(url: str, body: bytes | None = None) -> dict[str, Any]:
    """A JSON object from the identity service; redirects and proxies are not followed."""
    request = urllib.request.Request(url, data=body, headers={"Accept": "application/json"})
    opener = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=_SECONDS) as answer:
            said = json.loads(answer.read(_MOST_READ))
    except (OSError, ValueError, HTTPException) as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        raise UnknownPersonError(_FAILED, "oidc") from None
    if not isinstance(said, dict):
        raise UnknownPersonError(_FAILED, "oidc")
    return said


def _number(value: Any) -> float:
    """A time of a token; what is none is never right."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else float("nan")


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None
