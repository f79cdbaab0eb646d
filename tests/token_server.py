"""A token server on the loopback that gives apps what Microsoft Entra gives them, signed for Dovecot."""

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import jwt
from cryptography import x509

from demo.servers import HOST

TENANT, CLIENT, SECRET = "fenshire.example", "3f0c-app", "the secret of the app"
SIGNING = b"thirty-two letters that sign tokens"
SCOPE = "https://outlook.office365.com/.default"


class Tokens:
    """What the server was asked and whom it gives tokens for; ``refuse`` makes it say no."""

    def __init__(self, subject: str, certificate: Path | None) -> None:
        self.subject, self.certificate = subject, certificate
        self.asked = 0
        self.refuse = False
        self.url = ""

    def answer(self, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        """Give a token to the app that shows its secret, or signs with its key."""
        self.asked += 1
        if self.refuse or form["scope"] != SCOPE or form["grant_type"] != "client_credentials":
            said = "AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 1"
            return 401, {"error": "invalid_client", "error_description": said}
        if "client_assertion" in form:
            self._check(form["client_assertion"])
        else:
            assert (form["client_id"], form["client_secret"]) == (CLIENT, SECRET)
        now = int(time.time())
        claims = {"sub": self.subject, "iat": now, "exp": now + 3600}
        token = jwt.encode(claims, SIGNING, algorithm="HS256", headers={"kid": "default"})
        return 200, {"access_token": token, "token_type": "Bearer", "expires_in": 3600}

    def _check(self, assertion: str) -> None:
        assert self.certificate
        public = x509.load_pem_x509_certificate(self.certificate.read_bytes()).public_key()
        algorithm = jwt.get_unverified_header(assertion)["alg"]
        assert algorithm in ("PS256", "RS256")
        jwt.decode(assertion, public, algorithms=[algorithm], audience=f"{self.url}/{TENANT}/token")


@contextmanager
def token_server(
    certificate: Path, key: Path, *, subject: str = "audit", app: Path | None = None
) -> Iterator[Tokens]:
    """Run it, with TLS."""
    tokens = Tokens(subject, app)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            where = f"{tokens.url}/{TENANT}"
            known = self.path == f"/{TENANT}/v2.0/.well-known/openid-configuration"
            page = {
                "issuer": f"{where}/v2.0",
                "authorization_endpoint": f"{where}/authorize",
                "token_endpoint": f"{where}/token",
            }
            self._say(*((200, page) if known else (404, {"error": "no such tenant"})))

        def do_POST(self) -> None:
            words = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(*tokens.answer({name: values[0] for name, values in parse_qs(words).items()}))

        def _say(self, code: int, page: dict[str, object]) -> None:
            body = json.dumps(page).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Say nothing: the test does."""

    server = ThreadingHTTPServer((HOST, 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    tokens.url = f"https://{HOST}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield tokens
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
