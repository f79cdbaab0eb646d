"""How mail programs introduce a quotation, in the languages they speak."""

ATTRIBUTIONS = {
    "gmail": {
        "en": "On Wed, 14 Oct 2026 at 10:00, {sender} <{address}> wrote:",
        "de": "Am Mi., 14. Okt. 2026 um 11:00 Uhr schrieb {sender} <{address}>:",
        "fr": "Le mer. 14 oct. 2026 à 11:00, {sender} <{address}> a écrit :",
        "es": "El mié, 14 oct 2026 a las 11:00, {sender} (<{address}>) escribió:",
        "it": "Il giorno mer 14 ott 2026 alle ore 11:00 {sender} <{address}> ha scritto:",
        "nl": "Op wo 14 okt 2026 om 11:00 schreef {sender} <{address}>:",
        "cy": "Ar Mer, 14 Hyd 2026 am 10:00, {sender} <{address}> ysgrifennodd:",
        "pl": "śr., 14 paź 2026 o 11:00 {sender} <{address}> napisał(a):",
        "sv": "Den ons 14 okt. 2026 kl 11:00 skrev {sender} <{address}>:",
    },
    "apple": {
        "en": "On 14 Oct 2026, at 10:00, {sender} <{address}> wrote:",
        "de": "Am 14.10.2026 um 11:00 schrieb {sender} <{address}>:",
        "fr": "Le 14 oct. 2026 à 11:00, {sender} <{address}> a écrit :",
        "es": "El 14 oct 2026, a las 11:00, {sender} <{address}> escribió:",
        "it": "Il giorno 14 ott 2026, alle ore 11:00, {sender} <{address}> ha scritto:",
        "nl": "Op 14 okt. 2026 om 11:00 heeft {sender} <{address}> het volgende geschreven:",
        "cy": "Ar 14 Hyd 2026, am 10:00, ysgrifennodd {sender} <{address}>:",
        "pl": "Wiadomość napisana przez {sender} <{address}> w dniu 14 paź 2026, o godz. 11:00:",
    },
    "moz": {
        "en": "On 14/10/2026 10:00, {sender} wrote:",
        "de": "Am 14.10.26 um 11:00 schrieb {sender}:",
        "fr": "Le 14/10/2026 à 11:00, {sender} a écrit :",
        "es": "El 14/10/26 a las 11:00, {sender} escribió:",
        "it": "Il 14/10/26 11:00, {sender} ha scritto:",
        "nl": "Op 14-10-2026 om 11:00 schreef {sender}:",
        "cy": "Ar 14/10/2026 10:00, ysgrifennodd {sender}:",
        "pl": "W dniu 14.10.2026 o 11:00, {sender} pisze:",
    },
    "mutt": {"en": "On Wed, Oct 14, 2026 at 09:00:00AM +0000, {sender} wrote:"},
    "alpine": {"en": "On Wed, 14 Oct 2026, {sender} wrote:"},
    "gnus": {"en": "{sender} <{address}> writes:"},
    "claws": {"en": 'On Wed, 14 Oct 2026 09:00:00 +0000\n"{sender}" <{address}> wrote:'},
    "roundcube": {
        "en": "On 2026-10-14 10:00, {sender} wrote:",
        "de": "Am 2026-10-14 11:00, schrieb {sender}:",
        "it": "Il 2026-10-14 11:00 {sender} ha scritto:",
    },
    "evolution": {
        "en": "On Wed, 2026-10-14 at 09:00 +0000, {sender} wrote:",
        "de": "Am Mittwoch, dem 14.10.2026 um 09:00 +0000 schrieb {sender}:",
    },
    "fastmail": {"en": "On Wed, 14 Oct 2026, at 10:00 AM, {sender} wrote:"},
    "proton": {
        "en": "On Wednesday, October 14th, 2026 at 10:00, {sender} <{address}> wrote:",
        "fr": "Le mercredi 14 octobre 2026 à 11:00, {sender} <{address}> a écrit :",
    },
    "hey": {"en": "On October 14, 2026, {sender} <{address}> wrote:"},
    "yahoo": {
        "en": "On Wednesday 14 October 2026 at 10:00:00 BST, {sender} <{address}> wrote:",
        "es": "El miércoles, 14 de octubre de 2026, 11:00:00 CEST, {sender} <{address}> escribió:",
    },
    "k9": {"en": "On 14 October 2026 10:00:00 BST, {sender} <{address}> wrote:",
           "de": "Am 14. Oktober 2026 11:00:00 MESZ schrieb {sender} <{address}>:"},
    "groupwise": {"en": '>>> "{sender}" <{address}> 14/10/2026 10:00 >>>'},
}  # fmt: skip

LABELS = {
    "en": ("From", "Sent", "To", "Subject", "14 October 2026 10:00"),
    "de": ("Von", "Gesendet", "An", "Betreff", "Mittwoch, 14. Oktober 2026 11:00"),
    "fr": ("De", "Envoyé", "À", "Objet", "mercredi 14 octobre 2026 11:00"),
    "es": ("De", "Enviado el", "Para", "Asunto", "miércoles, 14 de octubre de 2026 11:00"),
    "it": ("Da", "Inviato", "A", "Oggetto", "mercoledì 14 ottobre 2026 11:00"),
    "nl": ("Van", "Verzonden", "Aan", "Onderwerp", "woensdag 14 oktober 2026 11:00"),
    "cy": ("Oddi wrth", "Anfonwyd", "At", "Pwnc", "14 Hydref 2026 10:00"),
    "pl": ("Od", "Wysłano", "Do", "Temat", "środa, 14 października 2026 11:00"),
}
SEPARATORS = {
    "outlook": "", "owa": "________________________________", "old-outlook": "-----Original Message-----",
    "mac": "", "samsung": "-------- Original message --------", "mobile": "________________________________",
    "blackberry": "  Original Message  ", "em": "------ Original Message ------",
    "lotus": "", "zimbra": "----- Original Message -----", "windows": "",
    "forward": "---------- Forwarded message ---------",
}  # fmt: skip
ORIGINALS = {"de": "-----Ursprüngliche Nachricht-----", "fr": "-----Message d'origine-----",
             "es": "-----Mensaje original-----", "it": "-----Messaggio originale-----",
             "nl": "-----Oorspronkelijk bericht-----", "pl": "-----Wiadomość oryginalna-----"}  # fmt: skip
REPLY = {
    "de": "AW: ",
    "fr": "RE: ",
    "es": "RE: ",
    "it": "R: ",
    "nl": "Antw: ",
    "pl": "Odp: ",
    "cy": "ATB: ",
    "sv": "SV: ",
}


def attributed(intro, lang, request):
    """The attribution line of a program, or None where it has a header block instead."""
    if intro not in ATTRIBUTIONS:
        return None
    texts = ATTRIBUTIONS[intro]
    return texts.get(lang, texts["en"]).format(sender=request.sender, address=request.address)


def separator(intro, lang):
    """The line of dashes above a header block, if the program draws one."""
    return ORIGINALS.get(lang, SEPARATORS[intro]) if intro == "old-outlook" else SEPARATORS[intro]


def header_rows(intro, lang, request):
    """The (label, value) rows of a header block."""
    sent_by, sent_on, to, subject, when = LABELS.get(lang, LABELS["en"])
    whom = f"{request.name} <{request.to}>"
    if intro in {"lotus", "samsung", "mac", "em", "zimbra", "forward"} and lang == "en":
        sent_on = "Date" if intro != "zimbra" else "Sent"
    if intro == "samsung":
        when = "14/10/2026 10:00 (GMT+00:00)"
    rows = [
        (sent_by, f"{request.sender} <{request.address}>"),
        (sent_on, when),
        (to, whom),
        (subject, request.subject),
    ]
    if intro in {"mac", "zimbra"}:
        rows = (
            [rows[0], rows[1], rows[2], rows[3]] if intro == "mac" else [rows[0], rows[2], rows[1], rows[3]]
        )
    if intro == "lotus":
        rows = [rows[0], rows[2], rows[1], rows[3]]
    return rows
