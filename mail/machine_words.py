"""The words by which machines give themselves away, language by language; subjects are matched decoded."""

import re

LOOKED_AT = 20_000
"""Letters of a text that are looked at."""
HEAD = 2_500
"""Letters of a text in which a challenge says what it wants."""

DAEMON = re.compile(
    r"mailer[-_]?daemon|mdaemon|mail[-_]?daemon|postmaster|mail[-_.]delivery[-_.](?:system|subsystem)"
    r"|microsoftexchange[0-9a-f]{32}|<>",
    re.IGNORECASE,
)
"""Local parts under which mail servers write."""

AUTOMATIC_SUBJECT = re.compile(
    r"\s*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response|reply message)|out of (?:the )?office"
    r"(?:[- ]?(?:auto[- ]?reply|reply|notification|message))?|vacation (?:reply|response|message)"
    r"|abwesenheits(?:notiz|nachricht|meldung|assistent)|automatische (?:antwort|r[üu]ckantwort)|urlaubsnotiz"
    r"|r[ée]ponse automatique(?: d['’]absence)?|message d['’]absence|absence du bureau|absente? du bureau"
    r"|respuesta autom[áa]tica|fuera de (?:la )?oficina|risposta automatica|fuori (?:sede|ufficio)"
    r"|automatisch antwoord|afwezigheids(?:bericht|melding)|ateb awtomatig|allan o['’]r swyddfa"
    r"|freagra uathoibr[íi]och|resposta autom[áa]tica|fora do escrit[óo]rio|autosvar|automatiskt? svar"
    r"|automaattinen vastaus|automatyczna odpowied[źz]|odpowied[źz] automatyczna|automatick[áa] odpov[ěe][ďd]"
    r"|automatikus v[áa]lasz|r[ăa]spuns automat|otomatik yan[ıi]t|автоматический ответ|αυτόματη απάντηση"
    r"|自動応答|自动答复|自动回复|자동 회신)\s*(?:[:：]|$|-\s)"
    r"|\s*AUTO:\s",
    re.IGNORECASE,
)
"""Subjects that no person writes; ``AUTO:`` is that of Lotus Notes."""

AWAY_SUBJECT = re.compile(
    r"\b(?:out of (?:the |my )?office|on (?:annual |sick |maternity )?leave|on (?:holiday|vacation)|away"
    r"|abwesen(?:d|heit)|im urlaub|au[ßs]+er haus|absent|absence|en cong[ée]s?|ausente|vacaciones|assente"
    r"|in ferie|afwezig|vakantie|met verlof|i ffwrdd|ar wyliau)\b",
    re.IGNORECASE,
)
"""Subjects that people may write too: they count beside another sign only."""

BOUNCE_SUBJECT = re.compile(
    r"undeliver|delivery (?:has )?(?:failed|failure|status|problem|report|incomplete)|returned mail"
    r"|failure notice"
    r"|mail (?:delivery|system) (?:failed|error|failure)|non[- ]?deliver|could not (?:be )?deliver"
    r"|not delivered"
    r"|returning message|unzustellbar|nicht zugestellt|non remis|[ée]chec de (?:la )?(?:remise|distribution)"
    r"|no (?:se ha podido )?entreg|mancat[ao] (?:recapito|consegna)|onbestelbaar|niet bezorgd|methwyd",
    re.IGNORECASE,
)

CALENDAR_ANSWERS = ("reply", "counter", "declinecounter", "cancel", "refresh")
CALENDAR_CLASS = "content-classes:calendarmessage"
METHOD = re.compile(r"\bmethod\s*=\s*\"?([a-z]+)")
CALENDAR_SUBJECT = re.compile(
    r"\s*(?:accepted|declined|tentative(?:ly accepted)?|cancell?ed(?: event)?|meeting forward notification"
    r"|new time proposed|zugesagt|abgesagt|abgelehnt|mit vorbehalt|accept[ée]e?|refus[ée]e?|provisoire"
    r"|aceptad[ao]"
    r"|rechazad[ao]|accettat[ao]|rifiutat[ao]|geaccepteerd|geweigerd|afgewezen|voorlopig|derbyniwyd"
    r"|gwrthodwyd)"
    r"\s*[:：]",
    re.IGNORECASE,
)
READ_SUBJECT = re.compile(
    r"\s*(?:read(?: receipt)?|not read|return receipt(?: \(displayed\))?|gelesen|nicht gelesen|lu|non lu"
    r"|le[íi]do|letto|gelezen|darllenwyd)\s*[:：]",
    re.IGNORECASE,
)

CHALLENGE_HEADERS = ("x-askversion", "x-boxtrapper", "x-challenge", "x-spamarrest", "x-boxbe-request")
CHALLENGE_AGENT = re.compile(r"\btmda\b|\bqconfirm\b|boxtrapper|spam ?arrest|spamblocker", re.IGNORECASE)
CHALLENGE_SUBJECT = re.compile(
    r"verify#\w|conf(?:irm)?#\w|\brequires? (?:sender )?verification\b|\bsender (?:address )?verification\b"
    r"|\bplease confirm (?:your message|that you are (?:a )?(?:human|person)|you(?:'re"
    r"| are) (?:a )?(?:human|not a robot))"
    r"|\bawaiting (?:your|sender) (?:verification|confirmation)\b|\[spam ?arrest\]|\bspamblocker\b"
    r"|\bmessage (?:held|pending) (?:for|your) (?:verification|confirmation)\b"
    r"|absender(?:best[äa]tigung|pr[üu]fung)|authentifi(?:ez|cation de l)['’ -]?(?:vous|exp[ée]diteur)",
    re.IGNORECASE,
)
REPLY_SUBJECT = re.compile(
    r"\s*(?:re|aw|antw|antwort|sv|vs|ateb|rif|r|odp|ynt)(?:\[\d+\])?\s*[:：]", re.IGNORECASE
)
CHALLENGE_TEXT = re.compile(
    r"(?:confirm|verify|prove|show) (?:that )?you(?:'re| are) (?:a )?(?:human|real person|person"
    r"|not a (?:robot|machine))"
    r"|best[äa]tigen sie[^.\n]{0,60}(?:ein mensch|kein (?:roboter|spam))"
    r"|confirmer que vous (?:n['’][êe]tes pas un robot|[êe]tes (?:bien )?(?:un|une) (?:humain|personne))",
    re.IGNORECASE,
)
CHALLENGE_MARKS = ("you are", "you're", "tigen sie", "confirmer que vous")
"""Of these each match of the pattern above holds one."""
CHALLENGE_HINT = re.compile(
    r"(?:confirm|verify) (?:that )?(?:you|your (?:e-?mail )?address|the sender)[^.\n]{0,80}(?:spam|junk"
    r"|unsolicited)"
    r"|complete (?:the |this )?(?:sender )?verification|added to my (?:allowed|approved|white) ?-?list"
    r"|(?:message|mail|e-?mail) (?:is|has been|was) (?:being )?(?:held|quarantined|placed)[^.\n]{0,60}"
    r"until you (?:confirm|verify|reply|respond)",
    re.IGNORECASE,
)
"""What an update about mail filters may say as well: it counts only where nothing was answered."""
CHALLENGE_WAY = re.compile(
    r"https?://|(?:reply|respond) to this|(?:antworten sie|r[ée]pondez)|click|klicken|cliqu", re.IGNORECASE
)
"""How a challenge wants to be met: without one it is only somebody's sentence."""
