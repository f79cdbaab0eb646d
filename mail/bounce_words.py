"""How servers without a standard say that a message came back, is late, or what follows is the message."""

import re

LATER = re.compile(
    r"\bwill (?:be )?(?:re-?tr(?:y|ied)|keep trying|continue (?:to try|trying))"
    r"|\bstill (?:being )?(?:trying|retried)"
    r"|\bdelivery (?:to the following recipients )?(?:has been |is |was )?delayed|\b(?:you do not"
    r"|no) need to resend"
    r"|\bnot (?:yet )?been delivered (?:yet|after)|\bwarning(?: message)? only|\bthis is a warning"
    r"|wird (?:weiterhin |noch )?versucht|sera (?:encore )?(?:retent|réessay)|se seguir[áa] intentando"
    r"|verr[àa] ritentat|wordt opnieuw geprobeerd",
    re.IGNORECASE,
)
FAILED = re.compile(
    r"permanent(?:ly)? (?:fatal )?(?:error|fail)|undeliverable|user unknown|unknown user|no such (?:user"
    r"|recipient|person)"
    r"|(?:mailbox|address|account|recipient|user)(?: address)? (?:\S+ )?(?:is |was |has been "
    r"|could ?n[o']t be |not )?"
    r"(?:unavailable|not found|rejected|disabled|invalid|inactive|full|unknown|listed in)"
    r"|does(?:n't| not) exist|could(?:n't| not) be (?:delivered|found)|delivery (?:has )?failed|giving up"
    r"|gave up"
    r"|failed permanently|was(?:n't| not) delivered|unable to deliver|not listed in (?:public )?name"
    r"|unzustellbar|konnte nicht zugestellt|existiert nicht|n['’]a pas pu [êe]tre (?:remis|d[ée]livr)"
    r"|n['’]existe pas"
    r"|no (?:se )?(?:ha podido|pudo) (?:ser )?entreg|no existe|impossibile (?:recapitare|consegnare)"
    r"|non esiste"
    r"|niet (?:worden )?(?:bezorgd|afgeleverd)|bestaat niet",
    re.IGNORECASE,
)
RETURNED = re.compile(
    r"(?im)^(?:[-= ]*(?:below this line is a copy of the message|this is a copy of (?:the|your) message"
    r"|(?:original|unsent|returned) (?:message|mail)|message (?:header|text|headers) follows?"
    r"|here is a copy of|included is a copy|original message headers?"
    r"|ursprüngliche nachricht).*|[> ]*(?:return-path|received): .*)$"
)
"""The line from which the rest is what came back, so that its words are not taken for the server's."""
