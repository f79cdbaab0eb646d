"""The turns of phrase that show what an owner claims; each pattern is one family, matched in any case."""

import re
from typing import overload

from followup.sieve import Sieved


@overload
def cue(*alternatives: str) -> re.Pattern[str]: ...
@overload
def cue(*alternatives: str, needs: str) -> Sieved: ...
def cue(*alternatives: str, needs: str = "") -> re.Pattern[str] | Sieved:
    """Make one pattern of alternatives; gaps in them are bounded, so that matching stays linear.

    ``needs``: what each of them cannot do without, in lower case; then it is looked for first.
    """
    pattern = re.compile("|".join(f"(?:{one})" for one in alternatives), re.IGNORECASE)
    return Sieved(pattern, needs) if needs else pattern


_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
CLOSE = (
    r"(?:close(?!\s(?:work|working|relation\w*|co-?operat\w+|contact|liaison|collab\w+|partnership"
    r"|attention|eye|links?"
    r"|scrutiny|monitoring|supervision|oversight|proximity|the\s(?:gap|loop)|of|to|together|by)\b)\b"
    rf"|closed(?![\s-](?:session|circuit|question|door|on\s{_DAY}|at\s(?:weekends|night)|for\s(?:lunch"
    rf"|refurb\w+))\b)\b"
    r"|closing(?!\s(?:date|balance|meeting|the\s(?:gap|loop)|time|report)\b)\b"
    r"|closure(?!\s(?:date|of\s(?:the\s)?(?:station|office|road|site|building|desk|counter)|report"
    r"|criteria)\b)\b"
    r"|sign(?:ed|ing)?(?:\s(?:it|this|this\sone))?[\s\-]?off\b|discharged?\b)"
)
OFF = r"(?:off|from)\s(?:the|your|our)\s(?:\w+\s)?(?:tracker|list|register|log|books)\b"
GAP = r"[^.;?!\n]{0,45}?"
ITSELF = r"(?:this|it|that|the\s(?:rec(?:ommendation)?|action|item|matter)|recommendation|rec)\b"

FILLER = (
    r"(?:can|could|may|panel|board|members|we|you|i|just|now|formally|this|it|that|the|these|rec\w*|item"
    r"|be|mark|treat"
    r"|record|regard|consider"
    r"|move|propose|agree|also|go|ahead|and|therefore|take|remove|have|get|as|one|to|action|on"
    r"|[0-9]{1,2}\.[0-9]{1,2})"
)
MARKER = re.compile(r"\bPROPOSED?\s{1,2}(?:FOR\s)?CLOS(?:ED|URE)\b")

ASKS = cue(
    rf"\bpropos(?:e|es|ed|ing|al)\b{GAP}\b{CLOSE}",
    rf"\b(?:please|pls|plz|kindly)\s(?:{FILLER}\s){{0,7}}(?:{CLOSE}|{OFF})",
    r"\b(?:can|may|should|could|must)\s(?:now\s|therefore\s|then\s|all\s|probably\s|also\s){0,2}(?:be"
    r"|come)\s"
    rf"(?:(?:considered|treated|marked|recorded|regarded|formally|fully|now|as|taken"
    rf"|removed)\s){{0,3}}(?:{CLOSE}|{OFF})",
    rf"\b(?:ready|suitable|appropriate|eligible|good|ok|okay|fine|safe)\s(?:to\s(?:be\s)?"
    rf"|for\s)(?:{CLOSE}|\w+\s{OFF})",
    rf"\b(?:happy|content|pleased|comfortable|keen|glad|grateful)\b{GAP}\b(?:{CLOSE}|{OFF})",
    rf"\b(?:request|seek|ask|recommend|suggest|submit|nominat|invit|support|offer)(?:s|e|es|ed|ing|ting"
    rf"|ted)?\b{GAP}\b(?:{CLOSE}|{OFF})",
    rf"\b(?:can|could|may|would|will)\s(?:you|we|i)\s(?:please\s|now\s|just\s|kindly\s|safely\s"
    rf"|therefore\s){{0,2}}(?:(?:take|remove|get|have|see)\s(?:this|it|that"
    rf"|[0-9.]{{3,5}})\s(?:one\s)?)?(?:{CLOSE}|{OFF})",
    rf"\b(?:we|i|you|panel)\s(?:can|could|may|should)\s(?:now\s|just\s|safely\s|therefore\s"
    rf"|probably\s){{0,2}}(?:{CLOSE}|{OFF})",
    rf"\b(?:put|putting)\s(?:this\s|it\s)?(?:forward|up)\b{GAP}\b{CLOSE}",
    rf"(?:\bwould|['’]d|\bwish|\bwant)\b{GAP}\b(?:{CLOSE}|{OFF})",
    rf"^\W*(?:please\s|now\s|fully\s|all\s)?(?:done\s|completed?\s)?(?:(?:and|&"
    rf"|/)\s)?(?:{CLOSE})\W*(?:please|thanks|thank\syou|now)?\W*$",
    rf"\b(?:{ITSELF}|item|action|[0-9]{{1,2}}\.[0-9]{{1,2}}|which)[^.;?!\n]{{0,30}}?\b(?:is|are|as|been"
    rf"|be)\s"
    r"(?:(?:now|all|fully|formally|therefore|completed?|and)\s){0,4}closed\b",
    r"\b(?:is|been|as|recommendation|item|rec)?\s?completed?\s(?:and|&)\s(?:now\s)?closed\b",
    rf"\b(?:consider|regard|treat|view|deem|see|mark|count)(?:ed|s|ing)?\b{GAP}\b(?:as\s)?closed\b",
    rf"(?:^\W*(?:so\s|just\s|now\s)?|\blet['’]?s\s|\bto\s|\bso\s|\bjust\s)close\s(?:off\s)?(?:{ITSELF}"
    rf"|off|4\.)",
    r"\b(?:[0-9]{1,2}\.[0-9]{1,2}|recommendation|rec)\s(?:is\s|now\s){0,2}closed\b",
    rf"(?:^\W*|\b(?:we|i)\s)agreed?\b{GAP}\b{CLOSE}",
    r"\bfor\sclosure\b",
    r"\bclosure\s(?:is\s|be\s)?(?:now\s)?(?:proposed|requested|sought|recommended|appropriate|please)\b",
    rf"\b(?:come|taken?|removed?|drop(?:ped)?|strike|struck)\s(?:this\s|it\s|one\s){{0,2}}{OFF}",
    r"\bno\s(?:\w+\s)?(?:reason|need)\s(?:\w+\s){0,4}(?:(?:not|cannot|can't|can’t)\s(?:be\s)?close|keep"
    r"|remain|stay)",
    needs=r"clos|off|discharg|keep|remain|stay|from\s(?:the|your|our)",
)
DOUBLE_NEGATIVE = cue(
    r"\bno\sobjections?\b",
    r"\bno\s(?:\w+\s)?(?:reason|need)\s(?:\w+\s){0,4}(?:not|cannot|can't|can’t|keep|remain|stay)",
)
POLITE = cue(r"\b(?:please|pls|plz|kindly)\b")

NOT = cue(
    r"\b(?:not|never|nobody|no\sone|cannot|nor|neither|hardly|unable|premature|too\s(?:early|soon)"
    r"|rather\sthan|instead\sof"
    r"|no\slonger|no\s(?:request|proposal|intention|plans?)|hold\soff|reluctant|hesitat\w+|against"
    r"|(?:can|do|wo|is|should|could|would|are|was|did|does)nt)\b",
    r"n['’]t\b",
)
CONDITION = cue(
    r"\b(?:once|if|unless|until|till|provided|assuming|pending|subject\sto|as\ssoon\sas|in\sthe\sevent"
    r"|dependent|depends|whether)\b",
    r"\bwhen\b(?!.{0,60}\b(?:was|were|tested|audited|checked|had|asked|looked)\b)",
    r"\bafter\s(?:that|which|this)\b",
    r"\bat\s(?:which|that)\spoint\b",
)
AGREED = cue(
    r"\b(?:grateful|appreciate|appreciated|helpful|obliged|thankful|kind|good|pleased|great)\sif\b",
    r"\bsubject\sto\s(?:the\s)?(?:panel|committee|board|jarap|members?)\b\S*(?:\s\w+)?",
)
AHEAD = cue(
    r"\b(?:will|shall|would\sexpect|expect(?:s|ed|ing)?|(?:hop|aim|intend|plan)(?:e|es|s|ed|ned|ing"
    r"|ning)?\sto|look(?:s|ing)?\sto"
    r"|going\sto|(?:is|are|due|needs?|yet|has|have)\sto\sbe|able\sto|anticipat\w+|with\sa\sview|work(?:s"
    r"|ing)\stowards"
    r"|on\s(?:track|course)|in\sorder\sto|before|prior\sto|towards|might|possibly|eventually|soon"
    r"|shortly|later"
    r"|likely|nearly|almost|close\sto|ll|forward\sto)\b",
)
OBJECT = re.compile(r"\W*(?:(?:this|it|that|one|off|down|out|item|the|rec\w*)\b\s?){1,3}", re.IGNORECASE)
TAIL = cue(
    r"^\W*(?:by|in|at|from|around|during)\s(?:the\s)?(?:end|early|late|mid|spring|summer|autumn|winter"
    r"|q[1-4]|new\syear|next"
    r"|jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct|nov|dec|[0-9])",
    r"^\W*by\s(?!the\s(?:panel|board|sorb|committee|members)\b)",
    r"^\W*(?:next|later|soon|shortly|in\sdue\scourse|eventually|once|when|until|if|after)\b",
)
YET = cue(
    r"\b(?:but|however|though|although|only|except)\b[^.;?!\n]{0,80}\b(?:wants?|needs?|first|yet|wait"
    r"|further|not|like\sto|prefer"
    r"|still|before|until|back|remains?|outstanding)\b",
    r"\b(?:but|however|though|although)\b[^.;?!\n]{0,80}n['’]t\b",
)
MEETING = cue(
    r"^\W*(?:by|in|at)\s(?:the\s|this\s|your\s|our\s)?(?:next|forthcoming|coming"
    r"|\w+)?\s?(?:\w+\s)?(?:meeting|panel|jarap|committee)\b"
)
PAST = cue(
    r"\b(?:was|were|had|previously|originally|last\s(?:time|meeting|year|cycle|month|quarter)|earlier"
    r"|formerly|used\sto|at\sthe\s\w+\smeeting"
    r"|refused|re-?opened|turned\sdown)\b",
)
REPORTED = cue(
    r"\b(?:panel|auditors?|inspectorate|board|members?)\s(?!(?:is|are)\s(?:now\s)?(?:asked|invited"
    r"|requested))(?:is|are|was|were|may|might|seems?|appears?|wants?|hopes?)\b",
    r"\b(?:auditors?|inspectorate|they|he|she|you)\s(?:has\s|have\s|had\s|\w+ly\s)?(?:suggest|propos"
    r"|recommend|request|ask|want)(?:ed|d|s|ing)?\b",
    r"\b(?:auditors?|inspectorate|they|he|she|you)\s(?:has\s|have\s|had\s)?(?:said|says?|think|thought"
    r"|told|feel|felt|believed?)\b",
    r"\b(?:am|been|was|were)\stold\b|\b(?:told|said|asked)\s(?:\w+\s){0,3}(?:that|us)\b",
    r"\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|quer(?:y|ied)|question(?:ed)?|told|said|wants?\sto\sknow"
    r"|know|confirm|advise|clarify)"
    r"\s(?:\w+\s){0,3}(?:if|whether|when|why|how)\b",
)
OTHERS = cue(
    r"\b(?:tickets?|calls?|cases?|meetings?|consultations?|vacanc(?:y|ies)|windows?|gaps?|loops?"
    r"|stations?|stores?|roads?|offices?"
    r"|branch(?:es)?|accounts?|surveys?|applications?|jobs?|incidents?|crimes?|complaints?|sessions?"
    r"|books?|adverts?|tenders?"
    r"|doors?|quer(?:y|ies)|sites?|counters?|enquir(?:y|ies)|investigations?|occurrences?|risks?"
    r"|projects?|desks?|helpdesk"
    r"|requests|premises|building|armoury|invoices?|entries|timesheets?|year\send|defects?|faults?"
    r"|exceptions?)\b",
)
DISOWNED = cue(r"^\W*(?:is|was)\s(?:not|never)\b", r"^\W*(?:is|was)n['’]t\b")
AGAINST = cue(
    r"\b(?:doubt|oppose|disagree|object\sto|in\serror|by\smistake)\b",
    r"\b(?:stay|stays|remain|remains|keep|leave|kept|left)\s(?:(?:this|it|one|that)\s){0,2}open\b",
)
KEEP_OPEN = cue(
    r"\b(?:keep|leave)\s(?:(?:this|it|that)(?:\s(?:one|rec\w*|item))?|the\s(?:rec\w*|item|action))\sopen\b"
)
ELSEWHERE = re.compile(
    r"\s(?:off\s|out\s|down\s)?(?:the|a|an|our|their|its|any|some|all|each|every|two|three|four|old"
    r"|[0-9]{1,4}(?!\.))\s"
    r"(?!(?:\w+\s){0,2}(?:rec\w*|actions?|items?|matter|points?|finding|parts|elements|panel|meeting"
    r"|board)\b)(?=\w)",
    re.IGNORECASE,
)
WHOLE = cue(
    r"\b(?:both|all|every|each)\s(?:of\s)?(?:the\s|these\s)?(?:\w+\s)?"
    r"(?:parts?|actions?|elements?|points?|recommendations?|them|milestones?|tasks?|sections?"
    r"|sub-?actions?|limbs?)\b",
    r"\b(?:whole|entire|overall|altogether)\b",
)
PARTIAL = cue(
    r"\b(?:part|parts|action|actions|element|section|sections|milestones?|phases?|stages?|points?"
    r"|sub-?actions?|strands?|workstreams?|tasks?|steps?)"
    r"\s\(?(?:[0-9]{1,2}(?:[ivx]{1,4}|[a-h])?|[a-h]|[ivx]{1,4}|one|two|three|four|five"
    r"|six)\b\)?(?!\.[0-9])",
    r"(?<![\w.])[0-9]{1,2}(?:i{1,3}|iv|vi{0,3}|ix|[a-f])\b",
    r"(?<!\w)\((?:[a-h]|[0-9]{1,2}|[ivx]{1,4})\)",
    r"\b(?:first|second|third|fourth|last|other|former|latter|remaining|it|hr|force|opcc|training|policy"
    r"|legal|technical|finance)\s"
    r"(?:part|parts|element|elements|half|actions?|strands?|bits?|sides?|aspects?|milestones?|phases?"
    r"|stages?|tasks?|portion|points?|leg|section)\b",
    r"\b(?:some|certain|several|many|most|few)\s(?:of\s)?(?:points|parts|actions|elements|aspects|items"
    r"|tasks)\b",
    r"^\W*(?:force|opcc|hr|it|estates|fleet|finance|legal|training|north|south|east|west)\s?[:–-]",
    r"\b(?:our|my|their)\s(?:part|half|element|share|bit)\b",
    r"\b(?:partly|partially|in\spart|(?:part|half|some|most|elements?|one|two|three|four|five"
    r"|(?<![\w.])[0-9]{1,2})\sof\s(?:the|our|these|this|them))\b",
    r"\b(?:for|on|from)\s(?:the|our)\s(?:force|opcc|hr|it|fleet|finance)(?:['’]s)?\b(?:\s(?:side|part"
    r"|element))?",
)
REFERENCE = re.compile(r"(?<![\w.£$])[0-9]{1,2}\.[0-9]{1,2}(?![\w%.]|\s?(?:%|per\scent|miles|days|hours))")
