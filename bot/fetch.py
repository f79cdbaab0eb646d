"""Evidence: fetched with our token, looked at, kept; what cannot be had is said to whoever sent it."""

import datetime as dt
import hashlib
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine
from sqlmodel import Session

from followup import Refused, documents, log
from store.db import writing
from store.models import Evidence

TIMEOUT = 30
LARGEST = 20 * 1024 * 1024
"""Bytes of one file; a form takes no more than half of it."""
CHUNK = 64 * 1024
GONE = ("file_not_found", "file_deleted", "access_denied", "not_visible")


class Withheld(RuntimeError):
    """A file that is there and is not given to us: it is tried again, and its sender knows."""


def fetch(engine: Engine, client: WebClient, about: dict[str, Any], *, at: dt.datetime) -> None:
    """Fetch one file. Refused, with its sender told, for one that can never be had."""
    try:
        content = _content(client, str(about["file"]))
    except Refused as refusal:
        _miss(engine, about, str(refusal), at)
        raise
    except Withheld as trouble:
        with writing(engine) as session:
            words = f"{about['name']}, for [{about['item_id']}], cannot be fetched yet: {trouble}"
            _tell(session, about, words, at)
            evidence = about["evidence_id"]
            log.note(session, "evidence not fetched yet", "evidence", evidence, who="slack", at=at)
        raise
    with writing(engine) as session:
        offered = session.get(Evidence, about["evidence_id"])
        if offered is None or offered.sha256:
            return
        note = documents.arrive(session, offered, content, at=at)
        if note:
            _tell(session, about, note, at)


def _content(client: WebClient, file: str) -> bytes:
    try:
        shown: dict[str, Any] = client.files_info(file=file)["file"]
    except SlackApiError as trouble:
        if trouble.response.get("error") in GONE:
            raise Refused(f"Slack no longer has it ({trouble.response['error']})") from trouble
        raise
    if shown.get("mode") in ("external", "tombstone") or shown.get("is_external"):
        raise Refused("it lies outside Slack; please send the file itself, or its link in your words")
    size = int(shown.get("size") or 0)
    if size > LARGEST:
        raise Refused(f"it is larger than {LARGEST // 1024**2} MB; please send a smaller one, or a link")
    address = str(shown.get("url_private_download") or shown.get("url_private") or "")
    if not _of_slack(address, client.base_url):
        raise Refused("Slack names no address of its own that it can be fetched from")
    content, kind = _download(address, str(client.token))
    if kind.startswith("text/html") and "html" not in str(shown.get("mimetype")):
        raise Withheld("Slack gave a page to sign in instead of a file; is the scope files:read granted?")
    if size and len(content) != size:
        raise OSError(f"{len(content)} bytes came of {size}")
    if not content:
        raise Refused("it is empty")
    return content


def _of_slack(address: str, api: str) -> bool:
    """Whether our token may be shown there: to Slack's own servers, or to the one that is set as such."""
    to, ours = urlsplit(address), urlsplit(api)
    host = to.hostname or ""
    slack = to.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com"))
    return slack or (to.scheme, to.netloc) == (ours.scheme, ours.netloc)


def _download(address: str, token: str) -> tuple[bytes, str]:
    """Give the bytes behind an address, and what they are said to be; no more than we take."""
    headers = {"Authorization": f"Bearer {token}"}
    with requests.get(address, headers=headers, timeout=TIMEOUT, stream=True) as answer:
        if answer.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            raise Refused("Slack no longer has it")
        answer.raise_for_status()
        content = b""
        for chunk in answer.iter_content(CHUNK):
            content += chunk
            if len(content) > LARGEST:
                raise Refused(f"it is larger than {LARGEST // 1024**2} MB; please send a smaller one")
        return content, str(answer.headers.get("Content-Type", ""))


def _miss(engine: Engine, about: dict[str, Any], why: str, at: dt.datetime) -> None:
    with writing(engine) as session:
        offered = session.get(Evidence, about["evidence_id"])
        if offered is not None and not offered.sha256:
            documents.miss(session, offered, why=why, at=at)
            words = f"{about['name']}, for [{about['item_id']}], could not be taken in: {why}."
            _tell(session, about, words, at)


def _tell(session: Session, about: dict[str, Any], words: str, at: dt.datetime) -> None:
    digest = hashlib.sha256(words.encode()).hexdigest()[:12]
    log.tell(session, "told", about["person_id"], key=f"file:{about['evidence_id']}:{digest}", at=at,
             about={"words": words}, edge="slack")  # fmt: skip
