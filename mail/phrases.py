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
HEADER = re.compile(
    r"[\s>|*_]*(?:"
    + "|".join(f"(?P<{role}>{names})" for role, names in _ROLES.items())
    + r")[*_ ]{0,4}[:：]",
    re.IGNORECASE,
)
LABELLED = re.compile(r"[\s>|*_]*[^\W\d_][^:：\d]{0,24}[:：]")
ATTRIBUTION_START = re.compile(
    r"[\s>|]*(?:on |am |le |el |il |op |ar |em |den |w |dne |în |pe |на |\d|[^\W\d_]{2,10}[,.]{1,2} )",
    re.IGNORECASE,
)
ADDRESSED = re.compile(r"[<\[(](?:mailto:)?[^<>\s\[\]()]{1,200}@[^<>\s\[\]()]{1,200}[>\])]")
GROUPWISE = re.compile(r"[\s]*>>> .{1,300} >>>\s*")
SEPARATOR = re.compile(r"[\s>|]*(?:[-_=*#~]{3,}|--)\s*")
CUT = re.compile(r"[\s>|]*[\[(]?(?:\.{3,}|…)[\])]?\s*")
FORWARD = re.compile(
    r"(?:original message|forwarded message|begin forwarded message|ursprüngliche nachricht"
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
    r"|get outlook for \w+.*"
    r"|von meinem \w+ gesendet|envoyé de mon \w+|enviado desde mi \w+|inviato da(?: |l mio )i?\w+"
    r"|verstuurd vanaf mijn \w+|anfonwyd o(?:'m| fy) \w+|wysłane z \w+'a|enviado do meu \w+"
    r"|skickat från min \w+|sendt fra min \w+|trimis de pe \w+-ul meu|\w+から送信)",
    re.IGNORECASE,
)
