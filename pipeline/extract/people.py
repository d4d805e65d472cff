"""Rank, office, birth year, age and residence of the PERSON mentions, from the words around each."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extract.offices import Offices
from pipeline.extract.person_facts import Facts
from pipeline.extract.person_lists import share_in_lists
from pipeline.extract.person_tails import PersonTails
from pipeline.person_cues import PersonCues
from pipeline.reading import Reading, read

_DASHES = frozenset(("-", "–"))
_OF_OTHERS = frozenset(("(", ",", "từ", "dưới", "trên", "đến", "-"))  # before an age that is not said of the name
_QUOTES = frozenset(('"', "“", "'"))


@Language.factory(
    "antt_people",
    assigns=["span._.rank", "span._.position", "span._.birth_year", "span._.age", "span._.residence"],
    requires=["doc.spans"],
)
def create_people(nlp: Language, name: str) -> People:
    return People()


class People:
    """Sets the attributes on every PERSON mention of the document that something is said of."""

    def __init__(self) -> None:
        self._cues = PersonCues()
        self._offices = Offices()
        self._tails = PersonTails(self._cues, self._offices)

    def __call__(self, doc: Doc) -> Doc:
        reading = read(doc)
        people = [m for m, label in enumerate(reading.labels) if label == "PERSON"]
        facts = [Facts(m, reading.pasts[m]) for m in people]
        self._tails.read_into(reading, facts)
        floor = 0
        for fact in facts:
            self._read_before(reading, fact, floor)
            floor = max(floor, fact.tail)
        share_in_lists(reading, facts, self._cues)
        for fact in facts:
            span = reading.mentions[fact.mention]
            span._.rank = fact.rank
            span._.position = "; ".join(dict.fromkeys(fact.offices)) or None
            span._.birth_year, span._.age = fact.birth_year, fact.age
            span._.residence = fact.residence or fact.lodging
        return doc

    def _read_before(self, reading: Reading, fact: Facts, floor: int) -> None:
        """Rank, degree and honorific before the name, and an office before these."""
        words = reading.words.plain
        past, titled = reading.firsts[fact.mention], False
        while past > floor:
            if (rank := self._cues.rank_before(words, past, floor)) is not None:
                fact.rank = fact.rank or reading.text(rank.first, rank.past)
                past, titled = rank.first, True
            elif (degree := self._cues.degrees.before(words, past, floor)) is not None:
                past = degree.first
                if past - 1 > floor and words[past - 1] in (",", "."):
                    past -= 1
            elif (honorific := self._cues.honorifics.before(words, past, floor)) is not None:
                past, titled = honorific.first, True
            elif past - 1 > floor and words[past - 1] in _QUOTES:
                past -= 1
            else:
                break
        self._age_before(reading, fact, past, floor)
        link = words[past - 1] if past > floor else ""
        if link in _DASHES or link in ("là", "gồm"):
            past -= 1
        elif link == "với" and words[past - 2 : past] == ["đối", "với"]:
            past -= 2
        elif link in (",", ":"):
            self._offices_before(reading, fact, past - 1, floor, apart=True, titled=titled)
            return
        self._offices_before(reading, fact, past, floor, apart=False, titled=titled)

    def _age_before(self, reading: Reading, fact: Facts, past: int, floor: int) -> None:
        """`bé gái 7 tuổi …`, `nghi phạm 19 tuổi, tên …`."""
        words = reading.words.plain
        if past - 1 > floor and words[past - 1] == "tên":
            past -= 1
            if past - 1 > floor and words[past - 1] == ",":
                past -= 1
        cue = self._cues.after.before(words, past, floor)
        if cue is None or cue.value.kind != "age" or fact.age is not None or cue.first <= floor:
            return
        if words[cue.first - 1] not in _OF_OTHERS:
            fact.age = int(cue.filled[0])

    def _offices_before(
        self, reading: Reading, fact: Facts, past: int, floor: int, *, apart: bool, titled: bool
    ) -> None:
        """The office that ends at the word `past`, and those joined on its left; `apart` when a comma follows it."""
        found: list[str] = []
        words = reading.words.plain
        while (office := self._offices.before(reading, past, floor)) is not None:
            if apart:
                opens = office.first == floor == 0 or words[office.first - 1] in (".", "”", '"')
                opens = opens or reading.words.line[office.first - 1] != reading.words.line[office.first]
                if not (titled or opens) or words[office.first - 1] == "của" or office.rule_id in self._offices.weak:
                    break
            found.insert(0, reading.text(office.first, office.past))
            past, apart = office.first, False
            if past - 1 <= floor or words[past - 1] not in (",", "kiêm", "và"):
                break
            past -= 1
        if found:
            fact.offices[:0] = found
            fact.titled_before = True
