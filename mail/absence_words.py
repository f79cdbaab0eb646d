"""The cues of absence notices, language by language: away until, back on, turn to."""

import re
from typing import NamedTuple


class Cue(NamedTuple):
    """Words right behind which a day stands."""

    language: str
    pattern: "re.Pattern[str]"
    returns: bool
    """Whether the day is that of the return; else that of the end of the absence."""
    included: bool = False
    """Whether the absence holds that day as well."""


def _cue(language: str, words: str, *, returns: bool, included: bool = False) -> Cue:
    return Cue(language, re.compile(rf"(?<!\w)(?:{words})\s+", re.IGNORECASE), returns, included)


CUES = (
    _cue("en", r"back(?: in (?:the |my )?office| at (?:my desk|work|the office))?(?: on| from)?"
         r"|return(?:ing|s)?(?: to (?:the office|work|my desk|duty))?(?: on| from)?"
         r"|resume (?:work |duties )?on|available again (?:on|from)", returns=True),
    _cue("en", r"until|till|til", returns=False),
    _cue("en", r"(?:until|up to) and including|through(?: to)?", returns=True, included=True),
    _cue("de", r"(?:wieder|erst) (?:am|ab(?: dem)?)|ab(?: dem)?(?=.{0,40}wieder)"
         r"|wieder (?:im (?:b[üu]ro|dienst|haus)|erreichbar|f[üu]r sie da|zur[üu]ck) (?:am|ab(?: dem)?)"
         r"|zur[üu]ck (?:am|ab)|r[üu]ckkehr (?:am|ist am)", returns=True),
    _cue("de", r"bis(?: zum)?", returns=False),
    _cue("de", r"bis (?:einschlie(?:ß|ss)lich|inklusive|inkl\.)(?: zum)?", returns=True, included=True),
    _cue("fr", r"de retour(?: au (?:bureau|travail))?(?: (?:le|[àa] partir du|d[èe]s le))?"
         r"|(?:mon )?retour (?:le|pr[ée]vu (?:le|pour le)|est pr[ée]vu le)"
         r"|reprendrai[^.]{0,40} le|joignable [àa] (?:partir|compter) du", returns=True),
    _cue("fr", r"jusqu['’]au", returns=False),
    _cue("fr", r"jusqu['’]au(?=.{0,30}inclus)", returns=True, included=True),
    _cue("es", r"(?:de vuelta|estar[ée] de vuelta|regres(?:o|ar[ée])|volver[ée]|me reincorpor(?:o|ar[ée]))"
         r"(?: a la oficina| al trabajo)?(?: el(?: d[íi]a)?| a partir del)?", returns=True),
    _cue("es", r"hasta(?: el(?: d[íi]a)?)?", returns=False),
    _cue("es", r"hasta el(?: d[íi]a)?(?=.{0,30}(?:inclusive|incluido))", returns=True, included=True),
    _cue("it", r"(?:rientr(?:o|er[òo])|torn(?:o|er[òo])|sar[òo] di ritorno|di ritorno)(?: in (?:ufficio"
    r"|sede))?"
         r"(?: il(?: giorno)?| dal| a partire dal)?", returns=True),
    _cue("it", r"fino al(?: giorno)?", returns=False),
    _cue("it", r"fino al(?: giorno)?(?=.{0,30}(?:compreso|incluso))", returns=True, included=True),
    _cue("nl", r"(?:weer (?:aanwezig|bereikbaar|terug|op kantoor)|terug(?: op kantoor)?)(?: op"
    r"| vanaf)?", returns=True),
    _cue("nl", r"tot", returns=False),
    _cue("nl", r"tot en met|t/m", returns=True, included=True),
    _cue("cy", r"(?:yn [ôo]l|dychwelyd)(?: yn y swyddfa| i(?:'r| ’r|’r) (?:swyddfa|gwaith))?(?: ar"
    r"| o)?", returns=True),
    _cue("cy", r"tan|hyd(?: at)?", returns=False),
)  # fmt: skip

_NAMES = {
    "en": "monday|mon,tuesday|tues?,wednesday|wed,thursday|thu(?:rs)?,friday|fri,saturday|sat,sunday|sun",
    "de": "montag|mo,dienstag|di,mittwoch|mi,donnerstag|do,freitag|fr,samstag|sonnabend|sa,sonntag|so",
    "fr": "lundi,mardi,mercredi,jeudi,vendredi,samedi,dimanche",
    "es": "lunes,martes,mi[ée]rcoles,jueves,viernes,s[áa]bado,domingo",
    "it": "luned[ìi],marted[ìi],mercoled[ìi],gioved[ìi],venerd[ìi],sabato,domenica",
    "nl": "maandag,dinsdag,woensdag,donderdag,vrijdag,zaterdag,zondag",
    "cy": "dydd llun|ddydd llun,dydd mawrth|ddydd mawrth,dydd mercher|ddydd mercher,dydd iau|ddydd iau"
    ",dydd gwener|ddydd gwener,dydd sadwrn|ddydd sadwrn,dydd sul|ddydd sul",
}
_ARTICLES = {
    "en": "the|on",
    "de": "dem|den|zum|am",
    "fr": "le|au",
    "es": "el|d[íi]a",
    "it": "il|l['’]",
    "nl": "op|de",
    "cy": "y|ar",
}
FILLER = {
    language: re.compile(
        rf"(?:(?:{_ARTICLES[language]})\s+)?(?:(?:{names.replace(',', '|')})\.?,?\s+)?"
        rf"(?:(?:{_ARTICLES[language]})\s+)?",
        re.IGNORECASE,
    )
    for language, names in _NAMES.items()
}
"""What may stand between a cue and the figures of its date: an article, the name of the day."""

DAYS = {
    language: [
        re.compile(rf"(?:(?:{_ARTICLES[language]})\s+)?(?:{one})(?!\w)(?!,?\.? ?\d)", re.IGNORECASE)
        for one in names.split(",")
    ]
    for language, names in _NAMES.items()
}
"""The days of the week, Monday first, where no figure follows."""

STAND_IN = re.compile(
    r"(?<!\w)(?:contact|please (?:e-?mail|speak to|call|ask)|direct(?:ed)? (?:\w+ ){0,3}to|deputy(?: is"
    r"|:)?|deputis(?:ing|ed by)"
    r"|cover(?:ing|ed)? (?:for me |by |is )?|in my absence|stand(?:s|ing) in|refer to|urgent"
    r"|vertretung|vertritt|vertreten (?:durch|von)|wenden sie sich|ansprechpartner(?:in)?|dringende\w*"
    r"|en cas d['’]urgence|contact(?:er|ez)|adresse[rz]|remplac\w+|int[ée]rim"
    r"|cont[áa]cte\w*|contactar|p[óo]ngase en contacto|dir[íi]jase|en caso de urgencia|sustitu\w+"
    r"|contattare|rivolgersi|urgenz[ae]|sostitu\w+"
    r"|contact op(?:nemen)? met|neem contact|wend u tot|vervang\w*|dringend\w*|waarnem\w*"
    r"|cysyllt\w+|mewn argyfwng|dirprwy\w*|brys)(?!\w)",
    re.IGNORECASE,
)
"""What stands before the name or address of whoever is to be turned to."""

QUOTED = re.compile(
    r"-{2,} ?(?:original|ursprüngliche|forwarded|message d['’]origine|mensaje original|messaggio originale"
    r"|oorspronkelijk|neges wreiddiol)|_{10,}|(?:from|von|de|da|van|oddi wrth|o): .{0,80}@",
    re.IGNORECASE,
)
"""The line from which an answering machine repeats what it answers."""
