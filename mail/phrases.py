"""The words that mail programs put around a quotation, language by language, as patterns."""

import re

_ROLES = {
    "from": "from|von|de la|de|da|van|oddi wrth|od|från|fra|feladó|kimden|от|від|差出人|发件人|寄件者|o",
    "date": "sent|date|gesendet|datum|envoy[ée]|enviad[ao](?: el| em)?|fecha|inviato|data|verzonden|wysłano"
    "|anfonwyd|dyddiad|skickat|sendt|dato|odesláno|trimis|elküldve|gönderildi|отправлено|送信日時|发送时间|日期",
    "to": "to|an|à|para|aan|at|do|till|til|komu|către|címzett|kime|кому|宛先|收件人|i|a",
    "cc": "cc|kopie|copie|kopia|kopi|kópia|dw|копия|抄送",
    "subject": "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|pwnc|testun|temat|ämne|emne|předmět"
    "|subiect|tárgy|konu|тема|件名|主题|主旨",
}
_HEADED = r"[\s>|*_]*(?:" + "|".join(f"(?P<{role}>{names})" for role, names in _ROLES.items()) + ")"
HEADER = re.compile(_HEADED + r"[*_ ]{0,4}[:：]", re.IGNORECASE)
BARE_HEADER = re.compile(_HEADED + r"[ \t]+(?=\S)", re.IGNORECASE)
"""Without colons, as eM Client writes them below "Original Message"."""
LABELLED = re.compile(r"[\s>|*_]*[^\W\d_][^:：\d]{0,24}[:：]")
ATTRIBUTION_START = re.compile(
    r"[\s>|]*(?:on |am |le |el |en |il |op |ar |em |den |w |dne |în |pe |на |\d|[^\W\d_]{2,10}[,.]{1,2} )",
    re.IGNORECASE,
)
ADDRESSED = re.compile(r"[<\[(](?:mailto:)?[^<>\s\[\]()]{1,200}@[^<>\s\[\]()]{1,200}[>\])]")
GROUPWISE = re.compile(r"[\s]*>>> .{1,300} >>>\s*")
DASHED = re.compile(r"[\s>|]*-{2,6} (?:on|am|le|el) .{1,200}@.{1,100} -{2,6}\s*", re.IGNORECASE)
"""As Zoho writes: "---- On Wed, 14 Oct 2026 10:00 Name <address> wrote ----"."""
DATE_LINE = re.compile(
    r"[\s>|]*(?:on|am|le|el|op|il) [^\n]{4,40}\b\d{1,2}:\d\d(?::\d\d)?(?: [+-]\d{4})?,?\s*", re.IGNORECASE
)
"""The first line of an attribution of two that holds the date and no name, as Claws writes it."""
SEPARATOR = re.compile(r"[\s>|]*(?:[-_=*#~]{3,}|--)\s*")
CUT = re.compile(r"[\s>|]*[\[(]?(?:\.{3,}|…)[\])]?\s*")
FORWARD = re.compile(
    r"(?:original message|originalnachricht|forwarded message|begin forwarded message|ursprüngliche nachricht"
    r"|weitergeleitete nachricht|message d'origine|message transféré|mensaje original"
    r"|mensaje reenviado|messaggio originale"
    r"|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|neges wreiddiol|wiadomość oryginalna"
    r"|mensagem original"
    r"|ursprungligt meddelande|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti"
    r"|původní zpráva|mesaj original|eredeti üzenet|исходное сообщение|元のメッセージ|原始邮件)",
    re.IGNORECASE,
)
DEVICE = re.compile(
    r"(?:sent from my (?:iphone|ipad|phone|mobile|android|samsung|galaxy|huawei|pixel|blackberry|windows)\b.*"
    r"|sent from (?:outlook|mail|yahoo mail|samsung mobile|proton mail)\b.*|sent with proton mail\b.*"
    r"|sent (?:with|via|from) (?:aqua mail|superhuman|spark|bluemail|blue mail|edison mail|fairemail)\b.*"
    r"|get bluemail for \w+.*|sent from my android device with k-9 mail.*"
    r"|get outlook for \w+.*"
    r"|von meinem \w+ gesendet|envoyé de mon \w+|enviado desde mi \w+|inviato da(?: |l mio )i?\w+"
    r"|verstuurd vanaf mijn \w+|anfonwyd o(?:'m| fy) \w+|wysłane z \w+'a|enviado do meu \w+"
    r"|skickat från min \w+|sendt fra min \w+|trimis de pe \w+-ul meu|\w+から送信)",
    re.IGNORECASE,
)
