"""Mail programs of the second part that write plain text."""

from tests.reply_set.second_clients import Client
from tests.reply_set.second_intros import THUNDERBIRD

PLAIN = Client("plain", {"en": ""}, parts="text", mark="> ", dashes=True, pause=0)
MUTT = PLAIN._replace(
    name="mutt", intros={"en": "On Wed, Oct 14, 2026 at 09:00:00AM +0000, {sender} wrote:", "de": "Am Wed, Oct 14, 2026 at 09:00:00AM +0000 schrieb {sender}:"},
    headers=(("User-Agent", "Mutt/2.2.13 (2024-03-09)"),),
)  # fmt: skip
NEOMUTT = MUTT._replace(name="neomutt-reflowed", width=72, headers=(("User-Agent", "NeoMutt/20231103"),))
K9 = PLAIN._replace(
    name="k9", intros={"en": "On 14 October 2026 10:00:00 BST, {sender} <{address}> wrote:", "de": "Am 14. Oktober 2026 11:00:00 MESZ schrieb {sender} <{address}>:",
                       "pl": "Dnia 14 października 2026 11:00:00 CEST, {sender} <{address}> napisał(a):"},
    dashes=False, mark=">", width=76, mobile="Sent from my Android device with K-9 Mail. Please excuse my brevity.", headers=(("User-Agent", "K-9 Mail for Android"),),
)  # fmt: skip
ALPINE = PLAIN._replace(
    name="alpine",
    intros={"en": "On Wed, 14 Oct 2026, {sender} wrote:"},
    width=74,
    pause=1,
    headers=(("User-Agent", "Alpine 2.26 (LRH 649 2022-06-02)"),),
)
CLAWS = PLAIN._replace(
    name="claws", intros={"en": "On Wed, 14 Oct 2026 09:00:00 +0000\n{sender} <{address}> wrote:", "fr": "Le Wed, 14 Oct 2026 09:00:00 +0000,\n{sender} <{address}> a écrit :"},
    width=72, pause=1, headers=(("X-Mailer", "Claws Mail 4.3.0 (GTK 3.24.43; x86_64-pc-linux-gnu)"),),
)  # fmt: skip
GNUS = PLAIN._replace(
    name="gnus",
    intros={"en": "{sender} <{address}> writes:"},
    width=70,
    pause=1,
    headers=(("User-Agent", "Gnus/5.13 (Gnus v5.13)"),),
)
KMAIL = PLAIN._replace(
    name="kmail", intros={"en": "On Wednesday, 14 October 2026 10:00:00 British Summer Time {sender} wrote:", "de": "Am Mittwoch, 14. Oktober 2026, 11:00:00 Mitteleuropäische Sommerzeit schrieb {sender}:",
                          "nl": "Op woensdag 14 oktober 2026 11:00:00 Midden-Europese zomertijd schreef {sender}:"},
    width=78, headers=(("X-KMail-Identity", "1"),),
)  # fmt: skip
HORDE = PLAIN._replace(
    name="horde", intros={"en": "Quoting {sender} <{address}>:", "de": "Zitat von {sender} <{address}>:", "fr": "{sender} <{address}> a écrit :", "es": "{sender} <{address}> escribió:"},
    width=76, pause=1, parts="flowed", headers=(("User-Agent", "Horde Application Framework 5"),),
)  # fmt: skip
THUNDER_FLOWED = PLAIN._replace(
    name="thunderbird-flowed",
    intros=THUNDERBIRD,
    parts="flowed",
    width=72,
    headers=(("User-Agent", "Mozilla Thunderbird"),),
)
TEXTS = (MUTT, NEOMUTT, K9, ALPINE, CLAWS, GNUS, KMAIL, HORDE, THUNDER_FLOWED)
