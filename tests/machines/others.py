"""Lists, challenges, answers to invitations, receipts, complaints and loops about the request."""

from tests.machines import CLOSE, Mails, Told, mail, parts, report

OTHERS: Mails = {}


def _add(name: str, head: str, text: str, *, calendar: str = "", **more) -> None:
    """Add a mail in words; ``calendar`` is the method of a text/calendar part."""

    def build(told: Told) -> bytes:
        filled = head.replace("OWNER", told.owner).replace("SUBJECT", told.subject)
        body = text + "\n\n" + told.words + told.quoted
        if calendar:
            inner = f"BEGIN:VEVENT\nSUMMARY:{CLOSE}\nEND:VEVENT"
            event = f"BEGIN:VCALENDAR\nMETHOD:{calendar}\n{inner}\nEND:VCALENDAR"
            kind = f"Content-Type: text/calendar; charset=utf-8; method={calendar}"
            body = parts("=_c", ("Content-Type: text/plain; charset=utf-8", body), (kind, event))
            filled += '\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="=_c"'
        return mail(told, filled, body, **{"to": told.reply_to, **more})

    OTHERS[name] = build


def _receipt(name: str, subject: str, **more) -> None:
    def build(told: Told) -> bytes:
        head = f"From: Pat Marsh <{told.owner}>\nSubject: {subject}: {told.subject}"
        about = f"Final-Recipient: rfc822;{told.owner}\nOriginal-Message-ID: {told.message_id}"
        status = f"Reporting-UA: mail\n{about}\n"
        return report(told, head, CLOSE, status + "Disposition: manual-action/MDN-sent-manually; displayed",
                      kind="disposition-notification", **more)  # fmt: skip

    OTHERS[name] = build


MEMBER = "From: A Member <member@elsewhere.example>\n"
_add(
    "mailman",
    MEMBER
    + """Subject: [fleet-managers] Re: SUBJECT
List-Id: Fleet managers <fleet-managers.lists.example>
List-Post: <mailto:fleet-managers@lists.example>
List-Unsubscribe: <https://lists.example/fleet>
Precedence: list
X-Mailman-Version: 2.1.39""",
    "See below.",
)
_add(
    "google group",
    MEMBER
    + """Subject: Re: SUBJECT
List-ID: <fleet.fenshire.police.example>
Mailing-list: list fleet@fenshire.police.example; contact fleet+owners@fenshire.police.example
Precedence: list""",
    "See below.",
)
_add(
    "sympa",
    MEMBER
    + """Subject: Re: SUBJECT
X-Loop: fleet@lists.example
Precedence: list
List-Id: <fleet.lists.example>""",
    "See below.",
)
_add(
    "list digest",
    """From: fleet-request@lists.example
Subject: Fleet Digest, Vol 12, Issue 3
List-Id: <fleet.lists.example>
Precedence: bulk""",
    "Today's topics: 1. SUBJECT",
)
_add(
    "newsletter",
    """From: news@vendor.example
Subject: Fleet news
List-Unsubscribe: <https://vendor.example/u>
Precedence: bulk""",
    "News.",
    thread=False,
)
_add(
    "list posting by cron",
    """From: OWNER
Subject: Nightly report
Auto-Submitted: auto-generated
List-Id: <reports.fenshire.police.example>""",
    "Report.",
)
_add(
    "tmda",
    """From: Pat Marsh <OWNER>
Subject: Please confirm your message
Precedence: bulk
Auto-Submitted: auto-replied
X-Delivery-Agent: TMDA/1.1.12 (Macallan)""",
    "This message was created automatically by mail delivery software (TMDA).",
)
_add(
    "boxtrapper",
    """From: Pat Marsh <OWNER>
Subject: Your email requires verification verify#aBcD-1234-efgh""",
    "The message you sent requires that you verify\n"
    "that you are a real live human being and not a spam source.",
)
_add(
    "earthlink",
    """From: Pat Marsh <OWNER>
Subject: Re: SUBJECT [spamBlocker]""",
    """This email address is protected by EarthLink spamBlocker. Your email message has been
redirected to a "suspect email" folder. Click the link below: https://challenge.example/xyz""",
)
_add(
    "spam arrest",
    """From: Pat Marsh <OWNER>
Subject: Re: SUBJECT""",
    """Just this once, please confirm that you are a human by clicking the link below
https://spam.example/a2?abc""",
)
_add(
    "ask",
    """From: OWNER
Subject: Please confirm (conf#0123456789abcdef0123456789abcdef)
X-AskVersion: 2.5.3
Precedence: bulk""",
    "To confirm your message simply reply to this mail.",
)
_add(
    "qconfirm",
    """From: OWNER
Subject: Please confirm: SUBJECT
X-Delivery: qconfirm 0.14""",
    "Please reply to this message.",
)
_add(
    "sendio",
    """From: OWNER
Subject: Sender Address Verification""",
    "Click to complete the verification: https://sendio.example/x",
    thread=False,
)
_add(
    "challenge, German",
    """From: OWNER
Subject: Ihre Nachricht""",
    "Bitte bestätigen Sie, dass Sie ein Mensch sind: https://pruefung.example/1",
)
_add(
    "challenge, French",
    """From: OWNER
Subject: Votre message""",
    "Cliquez pour confirmer que vous n'êtes pas un robot : https://filtre.example/1",
)
_add(
    "outlook accepted",
    """From: Pat Marsh <OWNER>
Subject: Accepted: SUBJECT
Content-Class: urn:content-classes:calendarmessage""",
    "",
    calendar="REPLY",
)
_add(
    "outlook declined, German",
    """From: Pat Marsh <OWNER>
Subject: Abgelehnt: SUBJECT""",
    "Leider nicht.",
    calendar="REPLY",
)
_add(
    "google tentative",
    """From: Pat Marsh <OWNER>
Sender: Google Calendar <calendar-notification@google.com>
Subject: Tentatively Accepted: SUBJECT
Auto-Submitted: auto-generated""",
    "Pat has replied Maybe.",
    calendar="REPLY",
)
_add(
    "new time proposed",
    """From: Pat Marsh <OWNER>
Subject: New Time Proposed: SUBJECT""",
    "Tuesday?",
    calendar="COUNTER",
)
_add(
    "cancelled",
    """From: Pat Marsh <OWNER>
Subject: Cancelled: SUBJECT""",
    "Off.",
    calendar="CANCEL",
)
_add(
    "lotus accepted",
    """From: Pat Marsh <OWNER>
Subject: Accepted: SUBJECT
X-Mailer: Lotus Notes Release 8.5.3""",
    "",
    calendar="reply",
)
_add(
    "meeting forwarded",
    """From: Microsoft Outlook on behalf of Pat Marsh <OWNER>
Subject: Meeting Forward Notification: SUBJECT
Content-Class: urn:content-classes:calendarmessage""",
    "Your meeting was forwarded.",
)
_receipt("read receipt", "Read")
_receipt("read receipt, French", "Lu", whole=False)
_add(
    "read receipt in TNEF",
    """From: Pat Marsh <OWNER>
Subject: Read: SUBJECT
MIME-Version: 1.0
Content-Type: application/ms-tnef; name=winmail.dat""",
    "",
    thread=False,
)


def _complaint(told: Told) -> bytes:
    head = (
        f"From: feedback@isp.example\nSubject: complaint about message from 192.0.2.9\nReply-To: {told.owner}"
    )
    status = f"Feedback-Type: abuse\nUser-Agent: isp/1.0\nVersion: 1\nOriginal-Mail-From: {told.return_path}"
    return report(told, head, CLOSE, status, kind="feedback-report")


def _come_back(told: Told) -> bytes:
    return told.payload + told.words.encode()


def _from_ourselves(told: Told) -> bytes:
    return mail(
        told,
        f"From: Inspectorate <{told.mailbox}>\nSubject: Re: {told.subject}",
        told.words,
        to=told.reply_to,
    )


def _wrapped(told: Told) -> bytes:
    """The request sent on by a machine that keeps our header and puts its own words above."""
    head = f"From: {told.owner}\nSubject: Re: {told.subject}\nX-Matters-Arising: request"
    return mail(told, head, told.words, to=told.reply_to)


OTHERS |= {
    "abuse complaint": _complaint,
    "our own mail come back": _come_back,
    "our own address as author": _from_ourselves,
    "our header kept": _wrapped,
}
