"""What the invented owners say: the answers of `blind_answers.txt`, and what people write around them."""

import re
from pathlib import Path

TEXT = (Path(__file__).parent / "blind_answers.txt").read_text(encoding="utf-8")


def bank(text):
    """Per item id the answers of the file."""
    for section in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        item, _, words = section.partition("\n")
        yield item, tuple(words.rstrip("\n").split("\n----\n"))


ANSWERS = dict(bank(TEXT))
GREETINGS = (
    "Hi,", "Dear colleagues,", "Good morning", "Hello Philippa,", "Afternoon all,", "", "Dear Sir or Madam,",
    "Morning - please find our update below.", "Hi both", "Many thanks for the reminder.", "Apologies for the delay.",
)  # fmt: skip
CLOSINGS = (
    ("Kind regards,", "{name}"), ("Thanks, {first}",), ("Regards", "{first}"), ("Many thanks", "{name}"), (),
    ("Best wishes,", "{first}"), ("Happy to discuss.", "{first}"), ("BW", "{first}"), ("Cheers",), ("Diolch, {first}",),
    ("Yours sincerely,", "{name}"),
)  # fmt: skip
POINTERS = (
    "Please see my comments below.", "Answers in red below.", "", "Responses inline.", "See below in the text.", "",
    "Hi - updates against each below. Shout if anything is unclear.",
)  # fmt: skip
EXTRA = (
    "", "", "Next step: sign-off by the board on 18 December.", "", "> 90% complete", "",
    "----- we ask for delivery by Friday -----", "", "On 14 November the committee wrote:\nthat it should stay open until the auditors have been.", "", "-- done --",
    "", "Kind regards to the team - it is finished!", "", "4.2 million was spent.", "", "", "Date: 31 March is when we finish",
    "", "From: the depot we hear that the parts are in.", "", "* see the attached spreadsheet, tab 2", "",
    "I said \"it's nearly ready\" in June - it's ready now.", "", "Cost to date:\t£12,300\tof £15,000", "",
    "Recommendation: we would ask the panel to note the above.", "", "To: be confirmed", "", "__________ signed off __________",
)  # fmt: skip
