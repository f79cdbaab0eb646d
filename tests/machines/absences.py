"""Absence notices as the programs write them; the pretended day is 3 October 2026."""

from tests.machines import Mails, Told, mail

ABSENCES: Mails = {}


def _add(name: str, head: str, text: str, **more) -> None:
    def build(told: Told) -> bytes:
        return mail(told, head.replace("OWNER", told.owner).replace("SUBJECT", told.subject),
                    text.replace("OWNER", told.owner) + "\n\n" + told.quoted, **more)  # fmt: skip

    ABSENCES[name] = build


_add(
    "exchange",
    """From: Pat Marsh <OWNER>
Subject: Automatic reply: SUBJECT
Message-ID: <AM0PR01MB1234@AM0PR01MB1234.eurprd01.prod.exchangelabs.com>
X-MS-Exchange-Inbox-Rules-Loop: OWNER
X-Auto-Response-Suppress: All
Auto-Submitted: auto-generated
Return-Path: <>""",
    """I am out of the office until 12 October 2026.
For anything urgent please contact Alex Fenn (alex.fenn@fenshire.police.example).""",
)
_add(
    "exchange, German",
    """From: "Marsh, Pat" <OWNER>
Subject: Automatische Antwort: SUBJECT
Auto-Submitted: auto-generated
X-Auto-Response-Suppress: All
Return-Path: <>""",
    "Ich bin bis zum 16. Oktober 2026 nicht im Büro. In dringenden Fällen wenden Sie sich an Sam Holme.",
)
_add(
    "exchange, French",
    """From: Pat Marsh <OWNER>
Subject: =?utf-8?Q?R=C3=A9ponse_automatique?= : SUBJECT
Auto-Submitted: auto-generated
Return-Path: <>""",
    """Je suis absent et de retour le lundi 19 octobre 2026.
En cas d'urgence, contacter alex.fenn@fenshire.police.example.""",
)
_add(
    "exchange, subject only",
    """From: Pat Marsh <OWNER>
Subject: Out of Office: SUBJECT""",
    "I return on Monday 12 October.",
    thread=False,
)
_add(
    "exchange rule",
    """From: Pat Marsh <OWNER>
Subject: Your message
X-MS-Exchange-Inbox-Rules-Loop: OWNER
X-Auto-Response-Suppress: DR, OOF, AutoReply""",
    "I am away and will look at this when I am back.",
)
_add(
    "outlook.com",
    """From: Pat Marsh <OWNER>
Subject: Automatic reply: SUBJECT
X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent
X-Auto-Response-Suppress: All
Auto-Submitted: auto-generated""",
    "On leave. Back 20/10/2026.",
)
_add(
    "gmail",
    """From: Pat Marsh <OWNER>
Subject: On holiday Re: SUBJECT
Precedence: bulk
X-Autoreply: yes
Auto-Submitted: auto-replied""",
    "I'm away through October 9. Please e-mail alex.fenn@fenshire.police.example instead.",
)
_add(
    "lotus notes",
    """From: OWNER
Subject: AUTO: Pat Marsh is out of the office (returning 13/10/2026)
Auto-Submitted: auto-generated
X-Mailer: Lotus Domino Release 8.5.3""",
    """I am out of the office until 13/10/2026.

Note: This is an automated response to your message "SUBJECT" sent on 03/10/2026.
This is the only notification you will receive while this person is away.""",
)
_add(
    "lotus notes, old",
    """From: Pat_Marsh/FLEET/FENSHIRE@fenshire.police.example
Subject: Pat Marsh is out of the office.
Return-Path: <>""",
    "I will be out of the office starting 28/09/2026 and will not return until 12/10/2026.",
)
_add(
    "sieve",
    """From: Pat Marsh <OWNER>
Subject: Auto: SUBJECT
X-Sieve: Pigeonhole Sieve 0.5.19 (4eae2f79)
Auto-Submitted: auto-replied (vacation)
Precedence: bulk
X-Auto-Response-Suppress: All
Return-Path: <>""",
    "Rwyf i ffwrdd tan 12 Hydref 2026. Cysylltwch â Sam Holme.",
)
_add(
    "unix vacation",
    """From: Pat Marsh <OWNER>
Subject: away from my mail
Delivered-By-The-Graces-Of: The Vacation program
Precedence: bulk
Return-Path: <>""",
    'I will not be reading my mail for a while. Your mail concerning "SUBJECT" will be read when I return.',
)
_add(
    "groupwise",
    """From: "Pat Marsh" <OWNER>
Subject: Re: SUBJECT (Out of office)
X-Mailer: Novell GroupWise Internet Agent 8.0.2
Auto-Submitted: auto-replied
Mime-Version: 1.0""",
    "I am on annual leave until and including Friday 9 October 2026.",
)
_add(
    "zimbra",
    """From: Pat Marsh <OWNER>
Subject: Re: SUBJECT
Auto-Submitted: auto-replied (zimbra; vacation)
Precedence: bulk""",
    "Estoy de vacaciones hasta el 14 de octubre de 2026. Diríjase a Alex Fenn.",
)
_add(
    "courier mailbot",
    """From: Pat Marsh <OWNER>
Subject: Re: SUBJECT
X-Mailer: reformail
Auto-Submitted: auto-replied""",
    "Sarò fuori sede fino al 14 ottobre 2026; in caso di urgenza contattare Sam Holme.",
)
_add(
    "cpanel autoresponder",
    """From: Pat Marsh <OWNER>
Subject: Holiday
X-Autorespond: Holiday
Auto-Submitted: auto-replied
Precedence: auto_reply""",
    "Ik ben afwezig en terug op 15 oktober 2026. Neem contact op met Sam Holme.",
)
_add(
    "directadmin",
    """From: Pat Marsh <OWNER>
Subject: Autoreply: SUBJECT
X-Mailer: Exim vacation
Precedence: bulk
X-Vacation: yes""",
    "I am not here.",
)
_add(
    "apple mail rule",
    """From: Pat Marsh <OWNER>
Subject: Away
X-Apple-Action: vacation""",
    "I am travelling until Thursday.",
)
_add(
    "gmx",
    """From: OWNER
Subject: Abwesenheitsnotiz
Auto-Submitted: auto-replied
X-UI-Out-Filterresults: notjunk:1""",
    "Ab dem 19.10.2026 bin ich wieder erreichbar.",
)
_add(
    "mdaemon",
    """From: OWNER
Subject: RE: SUBJECT
X-MDAutoResponder: yes
Auto-Submitted: auto-replied
Return-Path: <>""",
    "Out until further notice, call 01632 960001 or room 12.",
)
_add(
    "proton",
    """From: Pat Marsh <OWNER>
Subject: Auto: SUBJECT
Auto-Submitted: auto-replied
X-Autoreply: yes
X-Pm-Origin: internal""",
    "I return 2026-10-21.",
)
_add(
    "ticket system",
    """From: Fleet Help Desk <helpdesk@fenshire.police.example>
Subject: [#48213] SUBJECT
Auto-Submitted: auto-replied
X-Auto-Response-Suppress: All""",
    "Your request has been received. For urgent matters call 01632 960002.",
)
_add(
    "undeclared, to the return path",
    """From: Pat Marsh <OWNER>
Subject: Re: SUBJECT""",
    "Thank you for your message.",
    thread=False,
)
