"""Bounces of many servers about the request: what each says, and what came back with a closing reply."""

from tests.machines import CLOSE, Mails, Told, mail, report

FAILED: Mails = {}
"""Permanent failures of the address written to: each raises the alarm."""
LATE: Mails = {}
"""Delays and successes: noted, no alarm."""
FOREIGN: Mails = {}
"""About nothing we sent, or forged: no alarm."""


def _fill(words: str, told: Told) -> str:
    for name, value in (("OWNER", told.owner), ("ENVELOPE", told.return_path), ("SUBJECT", told.subject)):
        words = words.replace(name, value)
    return words


def _dsn(where: Mails, name: str, head: str, human: str, status: str, **more) -> None:
    def build(told: Told) -> bytes:
        return report(told, _fill(head, told), _fill(human, told) + f"\n{CLOSE}", _fill(status, told), **more)

    where[name] = build


def _words(where: Mails, name: str, head: str, body: str, *, copy: str = "whole", to: str = "") -> None:
    """Add a bounce in words, followed by the returned message, its headers, or nothing."""

    def build(told: Told) -> bytes:
        back = {"whole": told.payload.decode() + "\n" + told.words, "headers": told.headers, "": ""}[copy]
        return mail(told, _fill(head, told), _fill(body, told) + "\n" + back, thread=False, to=to)

    where[name] = build


_dsn(
    FAILED,
    "postfix",
    """Return-Path: <>
From: MAILER-DAEMON@mx.fenshire.police.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied""",
    """This is the mail system at host mx.fenshire.police.example.

<OWNER>: host mbx[192.0.2.1] said: 550 5.1.1 <OWNER>: Recipient address rejected: User unknown""",
    """Reporting-MTA: dns; mx.fenshire.police.example
X-Postfix-Sender: rfc822; ENVELOPE

Final-Recipient: rfc822; OWNER
Original-Recipient: rfc822;OWNER
Action: failed
Status: 5.1.1
Remote-MTA: dns; mbx
Diagnostic-Code: smtp; 550 5.1.1 <OWNER>: Recipient address
    rejected: User unknown""",
)
_dsn(
    FAILED,
    "sendmail",
    """Return-Path: <>
From: Mail Delivery Subsystem <MAILER-DAEMON@mx.fenshire.police.example>
Subject: Returned mail: see transcript for details
Auto-Submitted: auto-generated (failure)""",
    """The original message was received at Sat, 3 Oct 2026 09:10:11 +0100
   ----- The following addresses had permanent fatal errors -----
<OWNER>
    (reason: 550 5.1.1 <OWNER>... User unknown)""",
    """Reporting-MTA: dns; mx.fenshire.police.example
Arrival-Date: Sat, 3 Oct 2026 09:10:11 +0100

Final-Recipient: RFC822; OWNER
Action: failed
Status: 5.1.1
Diagnostic-Code: SMTP; 550 5.1.1 <OWNER>... User unknown
Last-Attempt-Date: Sat, 3 Oct 2026 09:10:11 +0100""",
    whole=False,
)
_words(
    FAILED,
    "exim",
    """Return-Path: <>
From: Mail Delivery System <Mailer-Daemon@mx.fenshire.police.example>
X-Failed-Recipients: OWNER
Auto-Submitted: auto-replied
Subject: Mail delivery failed: returning message to sender""",
    """This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  OWNER
    Unrouteable address

------ This is a copy of the message, including all the headers. ------
""",
)
_words(
    FAILED,
    "qmail",
    """Return-Path: <>
From: MAILER-DAEMON@mx.fenshire.police.example
Subject: failure notice""",
    """Hi. This is the qmail-send program at mx.fenshire.police.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<OWNER>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.
""",
)
_dsn(
    FAILED,
    "exchange on premise",
    """Return-Path: <>
From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@fenshire.police.example>
Subject: Undeliverable: SUBJECT
X-MS-Exchange-Message-Is-Ndr:
Auto-Submitted: auto-replied""",
    """Delivery has failed to these recipients or groups:

Pat Marsh<mailto:OWNER>
The e-mail address you entered couldn't be found.""",
    """Reporting-MTA: dns;EX01.fenshire.police.example
Received-From-MTA: dns;mail.example
Arrival-Date: Sat, 3 Oct 2026 08:10:11 +0000

Original-Recipient: rfc822;OWNER
Final-Recipient: rfc822;OWNER
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp;550 5.1.1 RESOLVER.ADR.RecipNotFound; not found
X-Display-Name: Pat Marsh""",
)
_dsn(
    FAILED,
    "exchange online",
    """Return-Path: <>
From: <postmaster@fenshire.onmicrosoft.example>
Subject: Undeliverable: SUBJECT
Content-Language: en-GB""",
    """Your message to OWNER couldn't be delivered.
pat.marsh wasn't found at fenshire.police.example.""",
    """Reporting-MTA: dns;AM0PR01MB1234.eurprd01.prod.exchangelabs.com
Received-From-MTA: dns;mail.example
Arrival-Date: Sat, 3 Oct 2026 08:10:11 +0000

Final-Recipient: rfc822;OWNER
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found by SMTP address lookup""",
)
_dsn(
    FAILED,
    "gmail",
    """Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
X-Failed-Recipients: OWNER""",
    """** Address not found **

Your message wasn't delivered to OWNER because the address couldn't be found,
or is unable to receive mail.""",
    """Reporting-MTA: dns; googlemail.com
Arrival-Date: Sat, 03 Oct 2026 01:10:11 -0700 (PDT)
X-Original-Message-ID: <gone@elsewhere.example>

Final-Recipient: rfc822; OWNER
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.""",
)
_words(
    FAILED,
    "yahoo",
    """Return-Path: <>
From: MAILER-DAEMON@yahoo.com
Subject: Failure Notice""",
    """Sorry, we were unable to deliver your message to the following address.

<OWNER>:
554: delivery error: dd This user doesn't have a yahoo.com account (OWNER) [-14]

--- Below this line is a copy of the message.
""",
)
_dsn(
    FAILED,
    "lotus domino",
    """Return-Path: <>
From: Postmaster@fenshire.police.example
Subject: DELIVERY FAILURE: User pat.marsh (OWNER) not listed in Domino Directory""",
    """Your message
  Subject: SUBJECT
was not delivered to:
  OWNER
because:
  User pat.marsh (OWNER) not listed in Domino Directory""",
    """Reporting-MTA: dns;notes.fenshire.police.example

Final-Recipient: rfc822;OWNER
Action: failed
Status: 5.1.1
Diagnostic-Code: X-Notes; User pat.marsh (OWNER) not listed in Dom
 ino Directory""",
    whole=False,
)
_words(
    FAILED,
    "groupwise",
    """Return-Path: <>
From: Mailer-Daemon@gw.fenshire.police.example
Subject: Message status - undeliverable""",
    """The attached file had the following undeliverable recipient(s):
\tOWNER
Transcript of session follows:
Command: RCPT TO: OWNER
Response: 550 5.1.1 no such user
""",
    copy="headers",
)
_dsn(
    FAILED,
    "courier",
    """Return-Path: <>
From: "Courier mail server at mx.fenshire.police.example" <postmaster@mx.fenshire.police.example>
Subject: NOTICE: mail delivery status.""",
    """UNDELIVERABLE MAIL

Your message to the following recipients cannot be delivered:

<OWNER>:
<<< 550 User unknown.""",
    """Reporting-MTA: dns; mx.fenshire.police.example
Arrival-Date: Sat, 03 Oct 2026 09:10:11 +0100

Final-Recipient: rfc822; OWNER
Action: failed
Status: 5.0.0
Diagnostic-Code: smtp; 550 User unknown.""",
)
_dsn(
    FAILED,
    "opensmtpd",
    """Return-Path: <>
From: Mailer Daemon <MAILER-DAEMON@mx.fenshire.police.example>
Subject: Delivery status notification: error""",
    """    Hi!
    This is the MAILER-DAEMON, please DO NOT REPLY to this email.
    An error has occurred while attempting to deliver a message for
    the following list of recipients:
OWNER: 550 Invalid recipient: <OWNER>""",
    """Reporting-MTA: dns; mx.fenshire.police.example

Final-Recipient: rfc822; OWNER
Action: failed
Status: 5.0.0""",
    whole=False,
)
_dsn(
    FAILED,
    "zimbra",
    """Return-Path: <>
From: MAILER-DAEMON@zimbra.fenshire.police.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender""",
    "<OWNER>: mailbox for OWNER is over quota: 552 5.2.2 Over quota",
    """Reporting-MTA: dns; zimbra.fenshire.police.example

Final-Recipient: rfc822; OWNER
Action: failed
Status: 5.2.2
Diagnostic-Code: X-Zimbra; 552 5.2.2 Over quota""",
)
_words(
    FAILED,
    "mimecast",
    """Return-Path: <>
From: Postmaster <postmaster@fenshire.police.example>
Subject: [Postmaster] Email Delivery Failure""",
    """This is a delivery failure notification message indicating that
an email you addressed to email address :
-- OWNER
could not be delivered. The problem appears to be :
-- Recipient email address is possibly incorrect
Additional information follows :
-- 5.1.1 User Unknown
""",
    copy="headers",
)
_words(
    FAILED,
    "proofpoint",
    """Return-Path: <>
From: Mail Delivery Subsystem <MAILER-DAEMON@pps.fenshire.police.example>
Subject: Returned mail: User unknown""",
    """----- The following addresses had permanent fatal errors -----
<OWNER>
   ----- Transcript of session follows -----
550 5.1.1 <OWNER>... User unknown
   ----- Original message follows -----
""",
)
_words(
    FAILED,
    "barracuda",
    """Return-Path: <>
From: Barracuda <postmaster@bsf.fenshire.police.example>
Subject: **Message you sent blocked by our bulk email filter**""",
    """Your message to: OWNER
was rejected: Recipient address rejected:
550 permanent failure for one or more recipients (OWNER:550 No such user)
""",
    copy="headers",
)
_words(
    FAILED,
    "mdaemon",
    """Return-Path: <>
From: "MDaemon" <MDaemon@fenshire.police.example>
Subject: Warning: OWNER - User unknown!""",
    """The attached message had PERMANENT fatal delivery errors!
Failed address: OWNER
--- Session Transcript ---
<-- 550 OWNER, User unknown
""",
    copy="headers",
)
_dsn(
    FAILED,
    "james",
    """Return-Path: <>
From: postmaster@james.fenshire.police.example
Subject: [BOUNCE]""",
    "Message bounced by server. Failed recipient(s): OWNER",
    """Reporting-MTA: dns; james

Final-Recipient: rfc822; OWNER
Action: failed
Status: 5.3.0
Diagnostic-Code: smtp; 550 Requested action not taken""",
)
_dsn(
    FAILED,
    "expired after days",
    """Return-Path: <>
From: MAILER-DAEMON@relay.example
Subject: Undelivered Mail Returned to Sender""",
    "<OWNER>: connect to mx: Connection timed out",
    """Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; OWNER
Action: failed
Status: 4.4.1
Diagnostic-Code: X-Postfix; connect to mx: Connection timed out""",
)
_dsn(
    FAILED,
    "forwarded elsewhere",
    """Return-Path: <>
From: MAILER-DAEMON@home.example
Subject: Undelivered Mail Returned to Sender""",
    "<pat@home.example>: 550 no such user",
    """Reporting-MTA: dns; home.example

Original-Recipient: rfc822; OWNER
Final-Recipient: rfc822; pat@home.example
Action: failed
Status: 5.1.1""",
    whole=False,
)
_dsn(
    FAILED,
    "internationalised",
    """Return-Path: <>
From: MAILER-DAEMON@mx.example
Subject: Delivery failure""",
    "OWNER does not exist",
    """Reporting-MTA: dns; mx.example

Final-Recipient: utf-8; OWNER
Action: failed
Status: 5.1.1""",
    kind="global-delivery-status",
)
_dsn(
    LATE,
    "postfix delay",
    """Return-Path: <>
From: MAILER-DAEMON@mx.example (Mail Delivery System)
Subject: Delayed Mail (still being retried)""",
    "THIS IS A WARNING ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.",
    """Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; OWNER
Action: delayed
Status: 4.4.1
Will-Retry-Until: Thu, 8 Oct 2026 09:10:11 +0100""",
    whole=False,
)
_words(
    LATE,
    "exim delay",
    """Return-Path: <>
From: Mail Delivery System <Mailer-Daemon@mx.example>
Subject: Warning: message 1abcde-0001 delayed 24 hours""",
    """A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on mx.example.
The following address(es) have not yet been delivered:
  OWNER
No action is required on your part. Delivery attempts will continue.
This is a warning message only.
""",
    copy="headers",
)
_dsn(
    LATE,
    "relayed",
    """Return-Path: <>
From: MAILER-DAEMON@mx.example
Subject: Successful Mail Delivery Report""",
    "Your message was relayed.",
    """Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; OWNER
Action: relayed
Status: 2.0.0""",
    whole=False,
)
_words(
    FOREIGN,
    "backscatter",
    """Return-Path: <>
From: MAILER-DAEMON@elsewhere.example
Subject: Undelivered Mail Returned to Sender""",
    """<somebody@elsewhere.example>: 550 5.1.1 User unknown

Message-ID: <spam@forged.example>
""",
    copy="",
    to="audit@fenshire.police.example",
)
_words(
    FOREIGN,
    "forged, without id or return path",
    """Return-Path: <>
From: MAILER-DAEMON@mx.fenshire.police.example
Subject: Undelivered Mail Returned to Sender""",
    "<OWNER>: 550 5.1.1 User unknown",
    copy="",
    to="audit@fenshire.police.example",
)
_words(
    FOREIGN,
    "forged return path",
    """Return-Path: <>
From: MAILER-DAEMON@mx.fenshire.police.example
Subject: Undelivered Mail Returned to Sender""",
    "<OWNER>: 550 5.1.1 User unknown",
    copy="",
    to="audit+bounce-aaaaaaabccccccccccccccccc@fenshire.police.example",
)
