"""Mail programs of the second part that write markup: webmail, desktops and telephones."""

from tests.reply_set.second_clients import Client, bare, divs
from tests.reply_set.second_intros import APPLE, GMAIL, OUTLOOK, THUNDERBIRD

GMAIL_OPEN = '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">'
GMAIL_QUOTE = (
    '<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">{intro}<br></div>'
    + GMAIL_OPEN
    + "<u></u>\n<div>\n{theirs}\n</div>\n</blockquote></div>"
)
GMAIL_WEB = Client(
    "gmail-web", GMAIL, items=("<ul>", "<li>{}</li>", "</ul>"), page='<div dir="ltr">{above}</div>{quote}{below}\n',
    quote=GMAIL_QUOTE, split=("</div></blockquote>", GMAIL_OPEN + "<div>"), mark="> ", width=78, bullet="   - ", dashes=True,
)  # fmt: skip
GMAIL_APP = GMAIL_WEB._replace(
    name="gmail-android", line='<div dir="auto">{}</div>', gap='<div dir="auto"><br></div>', split=("", ""), dashes=False,
    page='<div dir="auto">{above}</div>{quote}{below}\n', mobile="Sent from my Pixel",
)  # fmt: skip
SUPERHUMAN = GMAIL_WEB._replace(
    name="superhuman", page="<html><head></head><body><div><div><div>{above}</div></div>{quote}</div>{below}</body></html>",
    mobile="Sent via Superhuman", headers=(("X-Mailer", "Superhuman Desktop (2026-10-09T18:00:12Z)"),), dashes=False,
)  # fmt: skip
CITE = '<blockquote type="cite">'
APPLE_PAGE = (
    '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body style="overflow-wrap: break-word;'
    ' -webkit-nbsp-mode: space; line-break: after-white-space;">{above}{quote}{below}</body></html>'
)
APPLE_QUOTE = (
    "<div><br>" + CITE + '<div>{intro}</div><br class="Apple-interchange-newline"><div>\n{theirs}\n</div></blockquote></div><br>'
)  # fmt: skip
APPLE_MAIL = Client(
    "apple-mail", APPLE, page=APPLE_PAGE, quote=APPLE_QUOTE, split=("</div></blockquote><div><br></div>", "<br>" + CITE + "<div>"),
    mark="> ", bullet="• ", items=('<ul class="MailOutline">', "<li>{}</li>", "</ul>"),
    headers=(("X-Mailer", "Apple Mail (2.3818.100.11.1.3)"),),
)  # fmt: skip
IPHONE = APPLE_MAIL._replace(
    name="iphone", quote='<div dir="ltr"><br>' + APPLE_QUOTE[9:-10].replace("<div>{intro}</div>", "{intro}<br><br>") + "</div>",
    mobile="Sent from my iPhone", headers=(("X-Mailer", "iPhone Mail (23A341)"),), split=("", ""), bullet="- ",
    items=("<ul>", "<li>{}</li>", "</ul>"),
)  # fmt: skip
MOZ_OPEN = '<blockquote type="cite" cite="mid:request@example">'
THUNDER = Client(
    "thunderbird", THUNDERBIRD, line="<p>{}</p>", gap="", page=(
        '<!DOCTYPE html>\n<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head>'
        "<body>{above}{quote}{below}</body></html>"
    ), quote='<div class="moz-cite-prefix">{intro}<br></div>\n' + MOZ_OPEN + "\n{theirs}\n</blockquote>",
    split=("</blockquote>", MOZ_OPEN), mark="> ", width=72, bullet="  * ", dashes=True, pause=0, headers=(("User-Agent", "Mozilla Thunderbird"),),
)  # fmt: skip
BETTERBIRD = THUNDER._replace(
    name="betterbird-br",
    line="{}<br>",
    gap="<br>",
    headers=(("User-Agent", "Betterbird (Windows)"),),
    parts="alt",
)
EVOLUTION = THUNDER._replace(
    name="evolution", intros={
        "en": "On Wed, 2026-10-14 at 09:00 +0000, {sender} wrote:", "de": "Am Mittwoch, dem 14.10.2026 um 09:00 +0000 schrieb {sender}:",
        "fr": "Le mercredi 14 octobre 2026 à 09:00 +0000, {sender} a écrit :", "es": "El mié, 14-10-2026 a las 09:00 +0000, {sender} escribió:",
    }, line="<div>{}</div>", gap="<div><br></div>", bullet=" * ", headers=(("User-Agent", "Evolution 3.52.3-0ubuntu1"),),
    quote='<div>{intro}</div><blockquote type="cite" style="margin:0 0 0 .8ex; border-left:2px #729fcf solid;padding-left:1ex"><div>{theirs}</div></blockquote>',
    split=("</div></blockquote>", '<blockquote type="cite" style="margin:0 0 0 .8ex; border-left:2px #729fcf solid;padding-left:1ex"><div>'),
)  # fmt: skip
ROUNDCUBE = Client(
    "roundcube", {"en": "On 2026-10-14 10:00, {sender} wrote:", "de": "Am 14.10.2026 11:00, schrieb {sender}:", "fr": "Le 2026-10-14 11:00, {sender} a écrit :",
                  "pl": "W dniu 14.10.2026 11:00, {sender} napisał(a):", "nl": "{sender} schreef op 2026-10-14 11:00:"},
    line="<p>{}</p>", gap="", quote='<p id="reply-intro">{intro}</p>\n<blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid; margin: 0">\n<div id="replybody1">\n{theirs}\n</div>\n</blockquote>',
    split=("</div></blockquote>", '<blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid; margin: 0"><div>'),
    mark="> ", width=72, bullet=" \t* ", dashes=True, pause=0, headers=(("User-Agent", "Roundcube Webmail/1.6.9"),),
)  # fmt: skip
PROTON = Client(
    "proton", {"en": "On Wednesday, 14 October 2026 at 10:00, {sender} <{address}> wrote:", "fr": "Le mercredi 14 octobre 2026 à 11:00, {sender} <{address}> a écrit :",
               "de": "{sender} <{address}> schrieb am Mittwoch, 14. Oktober 2026 um 11:00:"},
    line='<div style="font-family: Arial, sans-serif; font-size: 14px;">{}</div>', gap='<div style="font-family: Arial, sans-serif; font-size: 14px;"><br></div>',
    quote='<div class="protonmail_quote">{intro}<br>\n<blockquote class="protonmail_quote" type="cite">\n{theirs}\n</blockquote><br></div>', mark="> ", pause=1,
    page="{above}{quote}{below}", mobile="Sent with Proton Mail secure email.", headers=(("Feedback-ID", "1234567:user:proton"),),
)  # fmt: skip
FASTMAIL = Client(
    "fastmail", {"en": "On Wed, 14 Oct 2026, at 10:00 AM, {sender} wrote:", "de": "Am Mi, 14. Okt 2026, um 11:00, schrieb {sender}:"},
    page="<!DOCTYPE html><html><head><title></title></head><body>{above}{quote}{below}</body></html>", quote='<div>{intro}<br></div><blockquote type="cite" id="qt" style=""><div class="qt-">{theirs}</div></blockquote>',
    split=("</div></blockquote>", '<blockquote type="cite" style=""><div>'), mark="> ", width=72, pause=0, headers=(("User-Agent", "Cyrus-JMAP/3.13.0"),),
)  # fmt: skip
SPARK = Client(
    "spark", {"en": "On 14 Oct 2026 at 10:00 +0100, {sender} <{address}>, wrote:"}, line="<div>{}</div>",
    page='<html xmlns="http://www.w3.org/1999/xhtml"><head><title></title></head><body><div name="messageBodySection">{above}</div>{quote}{below}</body></html>',
    quote='<div name="messageReplySection">{intro}<br/><blockquote style="border-left-color: grey; border-left-width: thin; border-left-style: solid; margin: 5px 5px;padding-left: 10px;">{theirs}</blockquote></div>',
    mark="> ", pause=0, mobile="Sent from Spark", headers=(("X-Readdle-Message-ID", "5e0c4f5a-1111@Spark"),),
)  # fmt: skip
BLUEMAIL = Client(
    "bluemail", {"en": "On 14 Oct 2026, at 10:00, {sender} <{address}> wrote:"}, line='<div dir="auto">{}</div>', gap='<div dir="auto"><br></div>',
    page='<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body>{above}{quote}{below}</body></html>',
    quote='<div class="gmail_quote">{intro}<blockquote class="gmail_quote" style="margin: 0pt 0pt 0pt 0.8ex; border-left: 1px solid rgb(204, 204, 204); padding-left: 1ex;">{theirs}</blockquote></div>',
    mark="> ", mobile="Get BlueMail for Android", headers=(("X-Blue-Identity", "x"),), pause=0,
)  # fmt: skip
FAIREMAIL = Client(
    "fairemail", {"en": "On 14 October 2026 10:00:00 BST, {sender} <{address}> wrote:", "nl": "Op 14 oktober 2026 11:00:00 CEST schreef {sender} <{address}>:"},
    line="<div>{}</div>", quote='<div fairemail="reference"><p>{intro}</p><blockquote style="border-left:3px solid #ccc;margin:0;padding-left:3px">{theirs}</blockquote></div>',
    mark="> ", recast=bare, headers=(("X-FairEmail-ID", "4711"),),
)  # fmt: skip
AQUA = Client(
    "aquamail", {"en": "On 14 October 2026 10:00:00 {sender} <{address}> wrote:"}, line='<div dir="auto">{}</div>', gap='<div dir="auto"><br></div>',
    quote='<div id="aqm-original" style="color: black;"><div>{intro}</div><blockquote type="cite" class="gmail_quote" style="margin: 0 0 0 0.75ex; border-left: 1px solid #808080; padding-left: 0.75ex;">{theirs}</blockquote></div>',
    mark="> ", width=72, mobile="Sent with Aqua Mail for Android", headers=(("User-Agent", "AquaMail/1.53.0 (build: 105300501)"),),
)  # fmt: skip
YAHOO = Client(
    "yahoo", {"en": "On Wednesday 14 October 2026 at 10:00:00 BST, {sender} <{address}> wrote:", "de": "Am Mittwoch, 14. Oktober 2026 um 11:00:00 MESZ hat {sender} <{address}> Folgendes geschrieben:",
              "es": "En miércoles, 14 de octubre de 2026, 11:00:00 CEST, {sender} <{address}> escribió:"},
    line='<div dir="ltr" data-setdir="false">{}</div>', gap='<div dir="ltr" data-setdir="false"><br></div>',
    page='<html><head></head><body><div class="ydp1a2byahoo-style-wrap" style="font-family:Helvetica Neue, Helvetica, Arial, sans-serif;font-size:16px;">{above}</div>{quote}{below}</body></html>',
    quote='<div id="ydp3c4dyahoo_quoted_8811" class="ydp3c4dyahoo_quoted"><div style="color:#26282a;"><div>{intro}</div><div><br></div><div><br></div><div><div dir="ltr">{theirs}</div></div></div></div>',
    mark=" ", headers=(("X-Mailer", "WebService/1.1.22800 YMailNorrin"),),
)  # fmt: skip
SAMSUNG = Client(
    "samsung", {"en": "-------- Original message --------\nFrom: {sender} <{address}>\nDate: 14/10/2026 10:00 (GMT+00:00)\nTo: {owner_address}\nSubject: {subject}",
                "de": "-------- Ursprüngliche Nachricht --------\nVon: {sender} <{address}>\nDatum: 14.10.26 11:00 (GMT+01:00)\nAn: {owner_address}\nBetreff: {subject}",
                "pl": "-------- Oryginalna wiadomość --------\nOd: {sender} <{address}>\nData: 14.10.2026 11:00 (GMT+01:00)\nDo: {owner_address}\nTemat: {subject}"},
    line='<div dir="auto">{}</div>', gap='<div dir="auto"><br></div>', quote='<div><br></div><div align="left" dir="auto" style="font-size:100%;color:#000000"><div>{intro}</div><div><br></div></div>{theirs}',
    parts="alt", mobile="Sent from my Galaxy",
)  # fmt: skip
ZIMBRA = Client(
    "zimbra", {"en": 'From: "{sender}" <{address}>\nTo: "{owner}" <{owner_address}>\nSent: Wednesday, 14 October, 2026 10:00:00\nSubject: {subject}',
               "fr": 'De: "{sender}" <{address}>\nÀ: "{owner}" <{owner_address}>\nEnvoyé: Mercredi 14 Octobre 2026 11:00:00\nObjet: {subject}'},
    page='<html><body><div style="font-family: arial, helvetica, sans-serif; font-size: 12pt; color: #000000">{above}{quote}{below}</div></body></html>',
    quote='<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">{intro}<br></div><br><div data-marker="__QUOTED_TEXT__">{theirs}</div>',
    headers=(("X-Mailer", "Zimbra 8.8.15_GA_4717 (ZimbraWebClient - FF131 (Win)/8.8.15_GA_4717)"), ("Thread-Topic", "update")),
)  # fmt: skip
EM_CLIENT = Client(
    "em-client", {"en": '------ Original Message ------\nFrom "{sender}" <{address}>\nTo "{owner}" <{owner_address}>\nDate 14/10/2026 10:00:00\nSubject {subject}',
                  "de": '------ Originalnachricht ------\nVon "{sender}" <{address}>\nAn "{owner}" <{owner_address}>\nDatum 14.10.2026 11:00:00\nBetreff {subject}'},
    quote='<div>{intro}</div><div><br></div><div id="x1a2b"><blockquote cite="request@example" type="cite" class="cite2">{theirs}</blockquote></div>',
    split=("</blockquote>", '<blockquote cite="request@example" type="cite" class="cite2">'), mark=">", width=72, headers=(("User-Agent", "eM_Client/10.1.4588.0"),),
)  # fmt: skip
NOTES = Client(
    "notes", {"en": 'From:\t"{sender}" <{address}>\nTo:\t<{owner_address}>\nDate:\t14/10/2026 10:00\nSubject:\t{subject}',
              "de": 'Von:\t"{sender}" <{address}>\nAn:\t<{owner_address}>\nDatum:\t14.10.2026 11:00\nBetreff:\t{subject}'},
    line='<font size=2 face="sans-serif">{}</font><br>', gap="<br>", page="<html><body>{above}{quote}{below}</body></html>",
    quote='<br><br><br><font size=1 color=#5f5f5f face="sans-serif">{intro}</font><hr noshade><br>{theirs}', recast=bare, charset="iso-8859-1",
    headers=(("X-Mailer", "HCL Notes Release 12.0.2"), ("X-MIMETrack", "Serialize by Router on MAIL01/Police")),
)  # fmt: skip
GROUPWISE = Client(
    "groupwise", {"en": ">>> {sender} <{address}> 14/10/2026 10:00 >>>", "de": ">>> {sender} <{address}> 14.10.2026 11:00 >>>"}, page='<html><head></head><body style="font-family: Tahoma; font-size: 10pt">{above}{quote}{below}</body></html>',
    quote="<br><br>{intro}<br>{theirs}", recast=divs, pause=0, headers=(("X-Mailer", "GroupWise 18.4.2"),),
)  # fmt: skip
GMX = Client(
    "gmx-webmail", {"en": 'Sent: Wednesday, 14 October 2026 at 10:00\nFrom: "{sender}" <{address}>\nTo: {owner_address}\nSubject: {subject}',
                    "de": 'Gesendet: Mittwoch, 14. Oktober 2026 um 11:00\nVon: "{sender}" <{address}>\nAn: {owner_address}\nBetreff: {subject}'},
    quote='<div>&nbsp;<div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5;"><div style="margin:0 0 10px 0;">{intro}</div><div name="quoted-content">{theirs}</div></div></div>',
    parts="html", headers=(("X-UI-Message-Type", "mail"),),
)  # fmt: skip
ZOHO = Client(
    "zoho", {"en": "---- On Wed, 14 Oct 2026 10:00:00 +0100 {sender} <{address}> wrote ----"},
    quote='<div class="zmail_extra_hr" style="border-top: 1px solid rgb(204, 204, 204); height: 0px;"><br></div><div class="zmail_extra"><div id="Zm-_Id_-Sgn1">{intro}</div><div><br></div><blockquote id="blockquote_zmail" style="margin: 0px;">{theirs}</blockquote></div>',
    headers=(("X-Mailer", "Zoho Mail"),),
)  # fmt: skip
OX = Client(
    "open-xchange", {"en": "On 14/10/2026 10:00 BST {sender} <{address}> wrote:", "de": "{sender} <{address}> hat am 14.10.2026 11:00 CEST geschrieben:"},
    line='<div class="default-style">{}</div>', gap='<div class="default-style"><br></div>', quote='<blockquote type="cite"><div>{intro}</div><div><br></div><div><br></div>{theirs}</blockquote>',
    mark="> ", prefixed=True, headers=(("X-Mailer", "Open-Xchange Mailer v8.28"),),
)  # fmt: skip
MAILBIRD = Client("mailbird", OUTLOOK, quote='<blockquote class="history_container" type="cite" style="border-left-style: solid; border-width: 1px; margin-top: 20px; margin-left: 0px; padding-left: 10px"><p>{intro}</p>{theirs}</blockquote>',
                  mark="", headers=(("X-Mailer", "Mailbird/3.0.18.0"),))  # fmt: skip
OTHERS = (
    GMAIL_WEB, GMAIL_APP, SUPERHUMAN, APPLE_MAIL, IPHONE, THUNDER, BETTERBIRD, EVOLUTION, ROUNDCUBE, PROTON, FASTMAIL, SPARK, BLUEMAIL,
    FAIREMAIL, AQUA, YAHOO, SAMSUNG, ZIMBRA, EM_CLIENT, NOTES, GROUPWISE, GMX, ZOHO, OX, MAILBIRD,
)  # fmt: skip
