"""What a mention carries: its label, its attributes and their allowed values, as spaCy extensions.

Mentions of a `Doc` stand in `doc.spans["mentions"]`, in text order, without overlap; `span.label_` is the label, and
each attribute is an extension of the span (`span._.rank`, `span._.path` …), None where the text doesn't say it.
Labels, attributes and values are those of the annotation guidelines.
"""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc, Span

MENTIONS = "mentions"

LABELS = ("PERSON", "PLACE", "UNIT", "COUNT", "DATE")

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "PERSON": ("rank", "position", "birth_year", "age", "residence", "part"),
    "PLACE": ("kind", "path"),
    "UNIT": ("kind", "jurisdiction"),
    "COUNT": ("value", "value_max", "noun", "qualifier", "category"),
    "DATE": ("iso",),
}

PARTS = ("official", "suspect", "victim", "author", "other")
PLACE_KINDS = ("country", "province", "district", "commune", "hamlet", "street", "other")
UNIT_KINDS = (
    "police", "military", "government", "party", "judiciary", "mass_org", "security_group",
    "business", "school", "health", "media", "other",
)  # fmt: skip
CATEGORIES = (
    "killed", "injured", "arrested", "victims", "people", "groups", "cases", "money", "drugs", "weapons",
    "vehicles", "goods", "sentence", "duration", "documents", "measure", "percent", "events", "other",
)  # fmt: skip
QUALIFIERS = ("exact", "approx", "min", "max", "vague")

VALUES: dict[tuple[str, str], tuple[str, ...]] = {
    ("PERSON", "part"): PARTS,
    ("PLACE", "kind"): PLACE_KINDS,
    ("UNIT", "kind"): UNIT_KINDS,
    ("COUNT", "category"): CATEGORIES,
    ("COUNT", "qualifier"): QUALIFIERS,
}

# Beside the attributes, every mention has `score`, 0-1, how sure the finder is, and `rule_id`, the row or the model
# that found it; people, places and units have `entity`, the key under which mentions of the same thing in the article
# are one (a person's fullest name, a place's path, a unit's full name).
SPAN_EXTENSIONS = (
    *dict.fromkeys(name for names in ATTRIBUTES.values() for name in names),
    "entity",
    "score",
    "rule_id",
    "kind_rule_id",
)
# Of PLACE only, set by the linker: `place` is the gazetteer's unit (None when unknown), `candidates` the rivals of an
# ambiguous name.
PLACE_EXTENSIONS = ("place", "candidates", "reason")

# Of UNIT only: `level` is national, province, district, commune, hamlet or None (a team, a company).
UNIT_EXTENSIONS = ("level",)

for _name in (*SPAN_EXTENSIONS, *PLACE_EXTENSIONS, *UNIT_EXTENSIONS):
    if not Span.has_extension(_name):
        Span.set_extension(_name, default=None)
# The year, month and day of publication where `clean` or the caller knows it (a `datetime.date`), for dates without a
# year.
if not Doc.has_extension("published_on"):
    Doc.set_extension("published_on", default=None)
# The parts of the article (`records.Part`), empty for a bare text.
if not Doc.has_extension("parts"):
    Doc.set_extension("parts", default=())


def mentions(doc: Doc, *labels: str) -> list[Span]:
    """The document's mentions in text order; only those with one of the labels, when labels are given."""
    group = doc.spans.get(MENTIONS, [])
    return [span for span in group if not labels or span.label_ in labels]


def as_gold(span: Span) -> dict[str, Any]:
    """The mention as a record of the gold file: label, text, start, end (characters) and the attributes that are
    set.
    """
    record: dict[str, Any] = {
        "label": span.label_, "text": span.text, "start": span.start_char, "end": span.end_char,
    }  # fmt: skip
    for name in ATTRIBUTES[span.label_]:
        value = span._.get(name)
        if value is not None:
            record[name] = value
    return record
