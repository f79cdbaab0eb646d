"""How mail programs say whose words they quote, in the owners' languages (every request is of one hour)."""

from typing import NamedTuple

GMAIL = {
    "en": "On Wed, 14 Oct 2026 at 10:00, {sender} <{address}> wrote:",
    "us": "On Wed, Oct 14, 2026 at 5:00 AM {sender} <{address}> wrote:",
    "de": "Am Mi., 14. Okt. 2026 um 11:00 Uhr schrieb {sender} <{address}>:",
    "fr": "Le mer. 14 oct. 2026 à 11:00, {sender} <{address}> a écrit :",
    "es": "El mié, 14 oct 2026 a las 11:00, {sender} (<{address}>) escribió:",
    "pl": "śr., 14 paź 2026 o 11:00 {sender} <{address}> napisał(a):",
    "nl": "Op wo 14 okt 2026 om 11:00 schreef {sender} <{address}>:",
    "he": "\u202bבתאריך יום ד׳, 14 באוק׳ 2026 ב-12:00 מאת \u202a{sender}\u202c\u200f <\u202a{address}\u202c\u200f>:\u202c",
    "it": "Il giorno mer 14 ott 2026 alle ore 11:00 {sender} <{address}> ha scritto:",
    "cy": "Ar Mer, 14 Hyd 2026 am 10:00 ysgrifennodd {sender} <{address}>:",
    "sv": "Den ons 14 okt. 2026 kl 11:00 skrev {sender} <{address}>:",
}
APPLE = {
    "en": "On 14 Oct 2026, at 10:00, {sender} <{address}> wrote:",
    "us": "On Oct 14, 2026, at 5:00\u202fAM, {sender} <{address}> wrote:",
    "de": "Am 14.10.2026 um 11:00 schrieb {sender} <{address}>:",
    "fr": "Le 14 oct. 2026 à 11:00, {sender} <{address}> a écrit :",
    "es": "El 14 oct 2026, a las 11:00, {sender} <{address}> escribió:",
    "pl": "Wiadomość napisana przez {sender} <{address}> w dniu 14 paź 2026, o godz. 11:00:",
    "nl": "Op 14 okt 2026, om 11:00 heeft {sender} <{address}> het volgende geschreven:",
    "sv": "14 okt. 2026 kl. 11:00 skrev {sender} <{address}>:",
    "he": "ב-14 באוק׳ 2026, בשעה 12:00, {sender} <{address}> כתב/ה:",
}
THUNDERBIRD = {
    "en": "On 14/10/2026 10:00, {sender} wrote:",
    "us": "On 10/14/26 5:00 AM, {sender} wrote:",
    "de": "Am 14.10.26 um 11:00 schrieb {sender}:",
    "fr": "Le 14/10/2026 à 11:00, {sender} a écrit :",
    "es": "El 14/10/26 a las 11:00, {sender} escribió:",
    "pl": "W dniu 14.10.2026 o 11:00, {sender} pisze:",
    "nl": "Op 14-10-2026 om 11:00 schreef {sender}:",
    "sv": "Den 2026-10-14 kl. 11:00, skrev {sender}:",
    "he": "בתאריך 14/10/2026 ב-12:00,\u200f {sender} כתב:",
}
OUTLOOK = {
    "en": "From: {sender} <{address}>\nSent: Wednesday, 14 October 2026 10:00\nTo: {owner} <{owner_address}>\nSubject: {subject}",
    "us": "From: {sender} <{address}>\nSent: Wednesday, October 14, 2026 5:00 AM\nTo: {owner} <{owner_address}>\nSubject: {subject}",
    "de": "Von: {sender} <{address}>\nGesendet: Mittwoch, 14. Oktober 2026 11:00\nAn: {owner} <{owner_address}>\nBetreff: {subject}",
    "fr": "De : {sender} <{address}>\nEnvoyé : mercredi 14 octobre 2026 11:00\nÀ : {owner} <{owner_address}>\nObjet : {subject}",
    "es": "De: {sender} <{address}>\nEnviado el: miércoles, 14 de octubre de 2026 11:00\nPara: {owner} <{owner_address}>\nAsunto: {subject}",
    "pl": "Od: {sender} <{address}>\nWysłano: środa, 14 października 2026 11:00\nDo: {owner} <{owner_address}>\nTemat: {subject}",
    "nl": "Van: {sender} <{address}>\nVerzonden: woensdag 14 oktober 2026 11:00\nAan: {owner} <{owner_address}>\nOnderwerp: {subject}",
    "cy": "Oddi wrth: {sender} <{address}>\nAnfonwyd: 14 Hydref 2026 10:00\nAt: {owner} <{owner_address}>\nPwnc: {subject}",
    "sv": "Från: {sender} <{address}>\nSkickat: den 14 oktober 2026 11:00\nTill: {owner} <{owner_address}>\nÄmne: {subject}",
    "he": "מאת: {sender} <{address}>\nנשלח: יום רביעי 14 אוקטובר 2026 12:00\nאל: {owner} <{owner_address}>\nנושא: {subject}",
}
FORWARD = {
    "en": "---------- Forwarded message ---------\nFrom: {sender} <{address}>\nDate: Wed, 14 Oct 2026 at 10:00\nSubject: {subject}\nTo: {owner} <{owner_address}>",
    "de": "---------- Forwarded message ---------\nVon: {sender} <{address}>\nDate: Mi., 14. Okt. 2026 um 11:00 Uhr\nSubject: {subject}\nTo: {owner} <{owner_address}>",
    "es": "---------- Forwarded message ---------\nDe: {sender} <{address}>\nDate: mié, 14 oct 2026 a las 11:00\nSubject: {subject}\nTo: {owner} <{owner_address}>",
}
NATIVE = {
    "college-two": "he", "council-one": "de", "council-three": "cy", "hospital-four": "es",
    "university-five": "pl", "police-one": "us", "police-two": "fr", "police-custody": "nl",
}  # fmt: skip
SECOND = {"council-three": "sv", "council-one": "it", "police-custody": "us", "police-two": "de"}


class Names(NamedTuple):
    """What a line of attribution is filled with."""

    sender: str
    address: str
    owner: str
    owner_address: str
    subject: str


def language(file: str, number: int, known: dict[str, str]) -> str:
    """The language of an owner's mail program: English, or every other time the owner's own."""
    wanted = (NATIVE, SECOND)[number % 4 // 3].get(file, "en") if number % 2 else "en"
    return wanted if wanted in known else "en"


def fill(template: str, names: Names) -> tuple[str, ...]:
    """The lines of an attribution."""
    return tuple(template.format(**names._asdict()).split("\n"))
