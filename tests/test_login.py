"""Who is believed to be the mail server, and logging in by a token: against real servers on the loopback."""

import base64
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from imapclient.exceptions import LoginError

from demo.servers import HOST, free_port
from followup import Refused
from mail import sender
from mail.login import OAuth, bearer, forget
from mail.mailbox import Line, Mailbox
from mail.sender import Smtp
from tests import certificates
from tests.certificates import Authority
from tests.conftest import ROOT
from tests.dovecot import Dovecot, find_dovecot
from tests.servers import Sink
from tests.token_server import CLIENT, SECRET, SIGNING, TENANT, Tokens, token_server

TLS = "ssl = required\nssl_cert = <{home}/server-certificate.pem\nssl_key = <{home}/server-key.pem\n"
TOKENS = """ssl = no
auth_mechanisms = plain login xoauth2 oauthbearer
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {home}/oauth2.conf
}}
"""
LOCAL = """introspection_mode = local
local_validation_key_dict = fs:posix:prefix={home}/keys/
username_attribute = sub
"""


@pytest.fixture
def program(require) -> str:
    found = find_dovecot()
    if found is None:
        require("dovecot", "not installed (apt-get install dovecot-imapd)")
    return found


@pytest.fixture
def fenshire(tmp_path: Path) -> Authority:
    return certificates.authority(tmp_path)


def speaking_tls(program: str, fenshire: Authority, host: str) -> Dovecot:
    server = Dovecot(program, more=TLS + "auth_mechanisms = plain\n", tls_port=free_port())
    certificates.serve(fenshire, server.home, host)
    server.start()
    return server


def secured(server: Dovecot, **more) -> Mailbox:
    return Mailbox(host=HOST, port=server.tls_port, user="audit", password="secret", **more)


def test_a_server_of_a_private_authority_is_believed_when_that_is_named(
    program: str, fenshire: Authority, tmp_path: Path
) -> None:
    server = speaking_tls(program, fenshire, HOST)
    try:
        with Line().open(secured(server, ca_file=fenshire.file)) as client:
            assert client.folder_exists("Quarantine")
        with (
            pytest.raises(ConnectionError, match=r"not trusted \(.*\); .*imap.ca_file"),
            Line().open(secured(server)),
        ):
            pass
        other = certificates.authority(tmp_path, "Elsewhere")
        wrong = secured(server, ca_file=other.file)
        with (
            pytest.raises(ConnectionError, match=r"certificate of 127\.0\.0\.1 is not trusted"),
            Line().open(wrong),
        ):
            pass
    finally:
        server.remove()


def test_a_server_with_the_certificate_of_another_is_not_believed(program: str, fenshire: Authority) -> None:
    server = speaking_tls(program, fenshire, "mail.elsewhere.example")
    try:
        box = secured(server, ca_file=fenshire.file)
        with pytest.raises(ConnectionError, match=r"mismatch.*correct imap\.host"), Line().open(box):
            pass
    finally:
        server.remove()


def test_a_file_that_holds_no_certificates_is_refused(tmp_path: Path) -> None:
    box = Mailbox(host="mail.fenshire.example", user="audit", ca_file=tmp_path / "none.pem")
    with pytest.raises(Refused, match=r"none\.pem cannot be used as ca_file: No such file"), Line().open(box):
        pass
    (tmp_path / "none.pem").write_text("no certificate")
    with pytest.raises(Refused, match=r"none\.pem cannot be used as ca_file"), Line().open(box):
        pass


@pytest.fixture
def tokens(fenshire: Authority, tmp_path: Path) -> Iterator[Tokens]:
    files = certificates.serve(fenshire, tmp_path, HOST)
    with token_server(*files, app=certificates.app(tmp_path)) as running:
        yield running


@pytest.fixture
def oauth(tokens: Tokens, fenshire: Authority) -> OAuth:
    return OAuth(
        tenant=TENANT, client_id=CLIENT, client_secret=SECRET, authority=tokens.url, ca_file=fenshire.file
    )


@pytest.fixture
def server(program: str) -> Iterator[Dovecot]:
    made = Dovecot(program, more=TOKENS)
    key = made.home / "keys" / "default" / "HS256" / "default"
    key.parent.mkdir(parents=True)
    key.write_bytes(base64.b64encode(SIGNING))
    (made.home / "oauth2.conf").write_text(LOCAL.format(home=made.home))
    try:
        made.start()
        yield made
    finally:
        made.remove()


def by_token(server: Dovecot, oauth: OAuth) -> Mailbox:
    return Mailbox(host=HOST, port=server.port, user="audit", login="oauth", oauth=oauth, tls=False)


def test_a_mailbox_is_opened_by_the_token_of_an_app_which_is_fetched_once(
    server: Dovecot, tokens: Tokens, oauth: OAuth
) -> None:
    for _ in range(2):
        with Line().open(by_token(server, oauth)) as client:
            assert client.folder_exists("Processed")
    assert tokens.asked == 1


def test_an_app_may_sign_with_its_certificate(server: Dovecot, tokens: Tokens, oauth: OAuth) -> None:
    signing = oauth.model_copy(update={"client_secret": "", "certificate": tokens.certificate})
    with Line().open(by_token(server, signing)) as client:
        assert client.folder_exists("Processed")


def test_a_token_for_somebody_else_opens_nothing_and_is_not_kept(
    server: Dovecot, tokens: Tokens, oauth: OAuth
) -> None:
    tokens.subject = "somebody"
    with pytest.raises(LoginError), Line().open(by_token(server, oauth)):
        pass
    tokens.subject = "audit"
    with Line().open(by_token(server, oauth)):
        assert tokens.asked == 2


def test_why_there_is_no_token_is_said_and_may_pass(tokens: Tokens, oauth: OAuth) -> None:
    tokens.refuse = True
    with pytest.raises(
        ConnectionError, match=r"no token from https://.*: AADSTS7000215: Invalid client secret provided\.$"
    ):
        bearer(oauth)
    tokens.refuse = False
    assert bearer(oauth)
    nowhere = oauth.model_copy(update={"authority": f"https://{HOST}:{free_port()}"})
    with pytest.raises(OSError, match="refused"):
        bearer(nowhere)
    with pytest.raises(ConnectionError, match="no token from"):
        bearer(oauth.model_copy(update={"tenant": "unknown.example"}))


def test_settings_that_cannot_give_a_token_are_refused(tmp_path: Path) -> None:
    app = OAuth(tenant=TENANT, client_id=CLIENT, authority=f"https://{HOST}:1")
    with pytest.raises(Refused, match="tenant and client_id under"):
        bearer(None)
    with pytest.raises(Refused, match="MATTERS_OAUTH__CLIENT_SECRET"):
        bearer(app)
    with pytest.raises(Refused, match=r"none\.pem cannot be read as a PEM file"):
        bearer(app.model_copy(update={"certificate": tmp_path / "none.pem"}))


def test_no_secret_is_shown_or_logged(
    server: Dovecot, tokens: Tokens, oauth: OAuth, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    box = by_token(server, oauth)
    with Line().open(box):
        token = bearer(oauth)
    password = Mailbox(host=HOST, port=server.port, user="audit", password="secret", tls=False)
    with Line().open(password):
        pass
    seen = caplog.text + repr(box) + repr(password) + repr(oauth) + repr(Smtp(host=HOST, oauth=oauth))
    assert caplog.records
    for secret in (SECRET, token, base64.b64encode(token.encode()).decode()[:40], "'secret'", '"secret"'):
        assert secret not in seen


class Tokened(Sink):
    """An SMTP server that is logged in to by a token."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    async def auth_XOAUTH2(self, server, args: list[str]) -> AuthResult:  # noqa: N802
        """Take a token that is not empty."""
        self.heard.append(base64.b64decode(args[1]).decode())
        if "refused" in self.heard[-1]:
            await server.push("334 " + base64.b64encode(b'{"status":"401"}').decode())
            assert await server._reader.readline() == b"\r\n"
            return AuthResult(success=False, handled=False)
        return AuthResult(success=True)


def test_mail_is_sent_after_a_login_by_token(tokens: Tokens, oauth: OAuth) -> None:
    sink = Tokened()
    controller = Controller(
        sink, hostname=HOST, port=free_port(), auth_require_tls=False, auth_required=True,
        authenticator=lambda *_: AuthResult(success=False),
    )  # fmt: skip
    controller.start()
    try:
        smtp = Smtp(host=HOST, port=controller.port, user="audit", tls="none", login="oauth", oauth=oauth)
        connection = sender.dial(smtp)
        connection.sendmail("audit@f.example", ["pat@f.example"], b"Subject: x\r\n\r\nx\r\n")
        connection.quit()
        assert len(sink.mails) == 1
        assert sink.heard == [f"user=audit\1auth=Bearer {bearer(oauth)}\1\1"]
        with pytest.raises(sender.smtplib.SMTPAuthenticationError):
            sender.dial(smtp.model_copy(update={"user": "refused"}))
    finally:
        controller.stop()
        forget(oauth)


def test_the_library_for_tokens_is_loaded_at_the_first_such_login_only() -> None:
    code = "import matters, sys; print('msal' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
