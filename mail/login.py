"""Whom a mail server is trusted to be, and the token that an app without a person logs in with."""

import ssl
from functools import lru_cache, partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from followup import Refused

TIMEOUT = 30
"""Seconds that the token server may take."""


class OAuth(BaseModel):
    """The app that logs in by itself (client credentials), as registered with Microsoft Entra."""

    model_config = ConfigDict(frozen=True)

    tenant: str = ""
    client_id: str = ""
    client_secret: str = Field(default="", repr=False)
    certificate: Path | None = None
    """A PEM file with private key and certificate, instead of the secret."""
    authority: str = "https://login.microsoftonline.com"
    scope: str = "https://outlook.office365.com/.default"
    ca_file: Path | None = None
    """Who vouches for the token server, where that is not a public authority."""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine: only there may mail go without verified TLS."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def trusting(ca_file: Path | None) -> ssl.SSLContext:
    """Give a context that verifies certificate and name; with a file, only what that authority signed.

    Refused where the file cannot be read as certificates.
    """
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as trouble:
        raise Refused(f"{ca_file} cannot be used as ca_file: {trouble.strerror or trouble}") from trouble


def untrusted(host: str, trouble: ssl.SSLCertVerificationError, table: str) -> ConnectionError:
    """Word why a server was not believed to be itself, with the cure."""
    said = trouble.verify_message.rstrip(".")
    cure = f"correct {table}.host, or name the authority that signed it in {table}.ca_file"
    return ConnectionError(f"the certificate of {host} is not trusted ({said}); {cure}")


def bearer(oauth: OAuth | None) -> str:
    """Fetch the access token of the app, from memory while it is fresh.

    ConnectionError where the token server cannot be reached or gives none (that may pass),
    Refused where the settings do not suffice to ask for one.
    """
    if oauth is None or not (oauth.tenant and oauth.client_id):
        raise Refused('login = "oauth" needs tenant and client_id under [oauth]')
    if not (oauth.client_secret or oauth.certificate):
        raise Refused('login = "oauth" needs MATTERS_OAUTH__CLIENT_SECRET, or certificate under [oauth]')
    try:
        answer = _app(oauth).acquire_token_for_client(scopes=[oauth.scope])
    except ValueError as trouble:  # how the library says that the authority is not one
        said = str(trouble).partition("\n")[0]
        raise ConnectionError(f"no token from {oauth.authority}: {said}") from None
    if "access_token" not in answer:
        said = str(answer.get("error_description") or answer.get("error") or "no reason given")
        raise ConnectionError(f"no token from {oauth.authority}: {said.splitlines()[0]}")
    return str(answer["access_token"])


def forget(oauth: OAuth | None) -> None:
    """Let the next login fetch a new token: the server did not take the one in memory."""
    if oauth is not None:
        _app.cache_clear()


def xoauth2(user: str, token: str) -> str:
    """Word the answer of the XOAUTH2 mechanism, not yet in base64. Source: Microsoft's guide to it."""
    return f"user={user}\1auth=Bearer {token}\1\1"


@lru_cache(maxsize=16)
def _app(oauth: OAuth) -> Any:  # noqa: ANN401 - msal has no types
    """The library's client, which keeps tokens until shortly before they end."""
    import msal  # costs a fifth of a second, and most installations log in by password
    import requests

    line = requests.Session()
    # Said with each question: what only the session says loses against REQUESTS_CA_BUNDLE.
    verify = str(oauth.ca_file) if oauth.ca_file else None
    line.request = partial(line.request, timeout=TIMEOUT, verify=verify)  # type: ignore[method-assign]
    return msal.ConfidentialClientApplication(
        oauth.client_id,
        authority=f"{oauth.authority.rstrip('/')}/{oauth.tenant}",
        client_credential=_certificate(oauth.certificate) if oauth.certificate else oauth.client_secret,
        instance_discovery=False,  # the authority is the administrator's word; nobody else is asked about it
        http_client=line,
    )


def _certificate(path: Path) -> dict[str, str]:
    """Read the key that the app signs with, and the certificate whose hash names it at Entra."""
    try:
        pem = path.read_text(encoding="ascii")
    except (OSError, UnicodeError) as trouble:
        raise Refused(f"{path} cannot be read as a PEM file ({trouble})") from trouble
    return {"private_key": pem, "public_certificate": pem}
