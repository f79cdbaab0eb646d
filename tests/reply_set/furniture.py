"""What mail programs and gateways put around words, in the languages they do it in."""

from email.utils import format_datetime
from typing import NamedTuple

from demo.client_text import Original

Line = str


class Tongue(NamedTuple):
    """One language: attribution, names of the headers, name of the original message, device line."""

    attribution: str
    headers: tuple[str, str, str, str]
    """From, Sent, To, Subject."""
    original: str
    device: str
    reply: str = "Re: "


TONGUES = {
    "en": Tongue("On {day} {month} {year} at {time}, {who} wrote:", ("From", "Sent", "To", "Subject"),
                 "Original Message", "Sent from my iPhone"),
    "de": Tongue("Am {day}.{mm}.{year} um {time} schrieb {who}:", ("Von", "Gesendet", "An", "Betreff"),
                 "Ursprüngliche Nachricht", "Von meinem iPhone gesendet", "AW: "),
    "fr": Tongue("Le {day}/{mm}/{year} à {time}, {who} a écrit :", ("De", "Envoyé", "À", "Objet"),
                 "Message d'origine", "Envoyé de mon iPhone", "RE : "),
    "es": Tongue("El {day}/{mm}/{year} a las {time}, {who} escribió:", ("De", "Enviado", "Para", "Asunto"),
                 "Mensaje original", "Enviado desde mi iPhone", "RV: "),
    "it": Tongue("Il giorno {day}/{mm}/{year} alle ore {time} {who} ha scritto:",
                 ("Da", "Inviato", "A", "Oggetto"), "Messaggio originale", "Inviato da iPhone", "R: "),
    "nl": Tongue("Op {day}-{mm}-{year} om {time} schreef {who}:", ("Van", "Verzonden", "Aan", "Onderwerp"),
                 "Oorspronkelijk bericht", "Verstuurd vanaf mijn iPhone", "Antw: "),
    "cy": Tongue("Ar {day}/{mm}/{year} {time}, ysgrifennodd {who}:",
                 ("Oddi wrth", "Anfonwyd", "At", "Pwnc"), "Neges Wreiddiol", "Anfonwyd o fy iPhone",
                 "Ateb: "),
    "pl": Tongue("W dniu {day}.{mm}.{year} o {time}, {who} pisze:", ("Od", "Wysłano", "Do", "Temat"),
                 "Wiadomość oryginalna", "Wysłane z iPhone'a", "Odp: "),
    "pt": Tongue("Em {day}/{mm}/{year}, às {time}, {who} escreveu:", ("De", "Enviada", "Para", "Assunto"),
                 "Mensagem original", "Enviado do meu iPhone", "RES: "),
    "sv": Tongue("Den {day} okt. {year} kl. {time} skrev {who}:", ("Från", "Skickat", "Till", "Ämne"),
                 "Ursprungligt meddelande", "Skickat från min iPhone", "SV: "),
    "ro": Tongue("În joi, {day} oct. {year} la {time}, {who} a scris:",
                 ("De la", "Trimis", "Către", "Subiect"),
                 "Mesaj original", "Trimis de pe iPhone-ul meu", "Ref.: "),
    "ja": Tongue("{year}年{mm}月{day}日(木) {time} {who}:", ("差出人", "送信日時", "宛先", "件名"),
                 "元のメッセージ", "iPhoneから送信"),
}  # fmt: skip

BANNERS = (
    ["[EXTERNAL] This message was sent from outside the organisation."],
    [
        "CAUTION: This email originated from outside of the organization. Do not click links or open",
        "attachments unless you recognize the sender and know the content is safe.",
    ],
    ["You don't often get email from {address}. Learn why this is important"],
)
DISCLAIMERS = (
    [
        "This email and any files transmitted with it are confidential and intended solely for the use of",
        "the individual or entity to whom they are addressed. If you have received this in error please",
        "notify the system manager.",
    ],
    ["Please consider the environment before printing this e-mail."],
    [
        "Fenshire Police monitors e-mail in line with the law.",
        "The views expressed are those of the sender and not necessarily of the force.",
        "Virus-free. www.scanner.example",
    ],
)
SIGNATURES = (
    ["-- ", "P. Owner", "Head of Service | Fenshire Police", "Tel. 01632 960 123"],
    ["--", "Pat Owner (she/her)"],
)


def attribution(original: Original, *, address: bool = True) -> Line:
    """The line over a quotation in the language of ``original``."""
    tongue = TONGUES[original.language]
    who = f"{original.sender} <{original.address}>" if address else original.sender
    date = original.date
    return tongue.attribution.format(
        who=who, day=date.day, mm=f"{date:%m}", month=f"{date:%b}", year=date.year, time=f"{date:%H:%M}"
    )


def header_block(original: Original, order: str = "fdts", gap: str = " ") -> list[Line]:
    """The headers over a quotation, ``order`` giving From, Date, To and Subject by their first letters."""
    names = dict(zip("fdts", TONGUES[original.language].headers, strict=True))
    values = {
        "f": f"{original.sender} <{original.address}>",
        "d": f"{original.date:%d %B %Y %H:%M}",
        "t": original.to,
        "s": original.subject,
    }
    return [f"{names[key]}:{gap}{values[key]}" for key in order]


def mutt(original: Original) -> list[Line]:
    """The attribution of neomutt."""
    return [f"On {original.date:%a, %b %d, %Y at %I:%M:%S%p %z}, {original.sender} wrote:"]


def snail(original: Original) -> list[Line]:
    """The attribution of s-nail, over two lines."""
    return [f"{original.sender} <{original.address}> wrote in", " <20261001090000.abc@fenshire.example>:"]


def nmh(original: Original) -> list[Line]:
    """The attribution that many set up for nmh."""
    return [f"{original.sender} <{original.address}> writes:"]


def groupwise(original: Original) -> list[Line]:
    """The line of GroupWise."""
    return [f'>>> "{original.sender}" <{original.address}> {original.date:%d/%m/%Y %H:%M} >>>']


def proton(original: Original) -> list[Line]:
    """Two lines of Proton Mail."""
    when = f"On {original.date:%A, %d %B %Y at %H:%M}"
    return [
        f"------- {TONGUES[original.language].original} -------",
        f"{when}, {original.sender} <{original.address}> wrote:",
    ]


def samsung(original: Original) -> list[Line]:
    """The separator and headers of telephones."""
    return [f"-------- {TONGUES[original.language].original} --------", *header_block(original, "fdts")]


def zimbra(original: Original) -> list[Line]:
    """The separator and headers of Zimbra, To before the date."""
    return [f"----- {TONGUES[original.language].original} -----", *header_block(original, "ftds")]


def webde(original: Original) -> list[Line]:
    """The headers of web.de and GMX, which begin with the date."""
    return header_block(original, "dfts", "\u00a0")


def outlook(original: Original) -> list[Line]:
    """The rule and headers of Outlook."""
    return ["________________________________", *header_block(original)]


def outlook_2003(original: Original) -> list[Line]:
    """The separator and headers of old Outlooks."""
    return [f"-----{TONGUES[original.language].original}-----", *header_block(original)]


def notes(original: Original) -> list[Line]:
    """The headers of Lotus Notes, in columns."""
    return header_block(original, "ftds", "\t")


def laposte(original: Original) -> list[Line]:
    """The headers of French webmail, which stand within the quotation."""
    return [
        f"> Message du {original.date:%d/%m/%y %H:%M}",
        f"> De : {original.sender} <{original.address}>",
        f"> A : {original.to}",
        "> Copie à : ",
        f"> Objet : {original.subject}",
        "> ",
    ]


def plain(original: Original) -> list[Line]:
    """One line of attribution with the address."""
    return [attribution(original)]


def named(original: Original) -> list[Line]:
    """One line of attribution without the address, as Roundcube and Fastmail write it."""
    return [attribution(original, address=False)]


def broken(original: Original) -> list[Line]:
    """Gmail breaks its attribution before the address."""
    whole = attribution(original)
    head, _, tail = whole.rpartition(" <")
    return [head, f"<{tail}"]


def apple(original: Original) -> list[Line]:
    """Apple Mail quotes its own attribution."""
    return ["> " + attribution(original), "> "]


def date_header(original: Original) -> str:
    """The date as in a Date header."""
    return format_datetime(original.date)
