"""The mail programs of the blind part, and what people do with each."""

from tests.reply_set.blind_shape import Client

OFFICE = (
    "top",
    "bottom",
    "inline-unmarked",
    "form-lines",
    "html-only",
    "forwarded",
    "partial",
    "no-quote",
    "inline-quoted",
)
WEB = ("top", "bottom", "inline-quoted", "form-lines", "html-only", "partial", "no-quote")
PHONE = ("top", "inline-quoted", "form-lines", "inline-unmarked", "partial")
LOOSE = ("top", "bottom", "inline-unmarked", "form-lines", "html-only", "partial")
TERMINAL = ("top", "bottom", "inline-quoted", "form-lines", "partial", "no-quote")
WORD = "X-Mailer: Microsoft Outlook 16.0"
ALL = ("en", "de", "en", "fr", "cy", "es", "it", "nl", "pl")

CLIENTS = (
    Client("outlook-desktop", "outlook", "outlook", OFFICE, "", langs=ALL, mailer=WORD, prefix="RE: ", nbsp=True, curl=True,
           charset="windows-1252"),
    Client("outlook-2007", "outlook", "old-outlook", OFFICE, "", langs=("en", "de", "fr", "pl"), prefix="RE: ",
           mailer="X-Mailer: Microsoft Office Outlook 12.0", charset="iso-8859-1", threads="reply"),
    Client("owa", "owa", "owa", OFFICE, "", langs=ALL, prefix="Re: ", charset="utf-8", coding="base64"),
    Client("outlook-new", "owa", "outlook", OFFICE, "", langs=("en", "cy"), prefix="Re: ", charset="windows-1252", curl=True),
    Client("outlook-mac", "outlook", "mac", LOOSE, "", langs=("en", "es"), charset="utf-8", curl=True,
           mailer="User-Agent: Microsoft-MacOutlook/16.89"),
    Client("outlook-mobile", "owa", "mobile", ("top", "inline-unmarked", "form-lines", "html-only", "forwarded"), "",
           langs=("en", "nl"), footer="Get Outlook for iOS<https://aka.ms/o0ukef>"),
    Client("windows-mail", "outlook", "windows", LOOSE, "", footer="Sent from Mail for Windows", langs=("en", "it")),
    Client("gmail-web", "gmail", "gmail", WEB, width=72, stars=True, langs=(*ALL, "sv"), inside=True),
    Client("gmail-android", "gmail", "gmail", PHONE, stars=True, width=72, langs=("en", "de", "fr"), inside=True, coding="base64"),
    Client("gmail-workspace", "gmail", "gmail", WEB, width=72, stars=True, nbsp=True, langs=("en", "cy")),
    Client("apple-mail", "apple", "apple", WEB, langs=ALL, curl=True, mailer="X-Mailer: Apple Mail (2.3774.300.61)",
           inside=True, charset="windows-1252"),
    Client("ios-mail", "apple", "apple", PHONE, langs=("en", "de", "fr", "it", "es"), curl=True, inside=True,
           mailer="X-Mailer: iPhone Mail (22B83)", footer="Sent from my iPhone", prefix="Re: "),
    Client("ipad-mail", "apple", "apple", PHONE, footer="Sent from my iPad", nbsp=True, coding="base64",
           mailer="X-Mailer: iPad Mail (21F90)"),
    Client("thunderbird", "moz", "moz", WEB, width=72, flowed=True, stars=True, langs=ALL,
           mailer="User-Agent: Mozilla Thunderbird"),
    Client("thunderbird-plain", "", "moz", TERMINAL, width=72, flowed=True, sources=True, langs=("en", "fr", "de"),
           coding="8bit", mailer="User-Agent: Mozilla/5.0 Thunderbird/102.15.1"),
    Client("lotus-notes", "lotus", "lotus", LOOSE, "", langs=("en", "de"), threads="reply", charset="iso-8859-1",
           mailer="X-Mailer: Lotus Notes Release 8.5.3"),
    Client("groupwise", "", "groupwise", ("top", "bottom", "inline-unmarked", "form-lines", "partial", "no-quote"), "",
           threads="none", charset="iso-8859-1", mailer="X-Mailer: Novell GroupWise Internet Agent 18.4.1", sources=True),
    Client("samsung-mail", "apple", "samsung", ("top", "inline-unmarked", "form-lines", "html-only", "partial"), "",
           footer="Sent from my Galaxy", coding="base64"),
    Client("yahoo", "yahoo", "yahoo", ("top", "inline-unmarked", "form-lines", "html-only", "partial"), "",
           mailer="X-Mailer: WebService/1.1.22806 YMailNorrin", langs=("en", "es"), threads="both"),
    Client("proton", "cite", "proton", WEB, langs=("en", "fr"), coding="base64", footer="Sent with Proton Mail secure email."),
    Client("k9", "gmail", "k9", PHONE, langs=("en", "de"), mailer="User-Agent: K-9 Mail for Android", width=74,
           footer="Sent from my Android device with K-9 Mail. Please excuse my brevity."),
    Client("mutt", "", "mutt", TERMINAL, width=72, sources=True, coding="8bit", mailer="User-Agent: Mutt/2.2.9"),
    Client("alpine", "", "alpine", TERMINAL, width=76, flowed=True, sources=True, charset="iso-8859-1",
           mailer="User-Agent: Alpine 2.26"),
    Client("gnus", "", "gnus", TERMINAL, width=70, sources=True, coding="8bit", mailer="User-Agent: Gnus/5.13 (Gnus v5.13)"),
    Client("claws", "", "claws", TERMINAL, width=72, sources=True, mailer="X-Mailer: Claws Mail 4.1.1"),
    Client("evolution", "cite", "evolution", WEB, width=71, langs=("en", "de"), mailer="User-Agent: Evolution 3.52.3",
           coding="8bit"),
    Client("zimbra", "zimbra", "zimbra", LOOSE, "", mailer="X-Mailer: Zimbra 9.0.0 (ZimbraWebClient)", curl=True),
    Client("roundcube", "cite", "roundcube", WEB, width=72, langs=("en", "de", "it"), mailer="User-Agent: Roundcube Webmail/1.6.7"),
    Client("fastmail", "cite", "fastmail", WEB, mailer="User-Agent: Cyrus-JMAP/3.11", charset="utf-8", stars=True),
    Client("hey", "cite", "hey", WEB[:5], coding="base64"),
    Client("blackberry", "", "blackberry", ("top", "inline-unmarked", "form-lines", "partial"), "", threads="reply",
           footer="Sent from my BlackBerry 10 smartphone on the EE network.", charset="windows-1252", sources=True,
           coding="base64"),
    Client("em-client", "cite", "em", LOOSE, "", mailer="User-Agent: eM_Client/9.2.2157.0", curl=True, charset="utf-8"),
)  # fmt: skip
