"""The component `antt_link_places`: which place on the map each PLACE is, settled with the whole article."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.annotations import mentions
from pipeline.doctext import text_of
from pipeline.gazetteer.era import era_of
from pipeline.gazetteer.naming import read_name
from pipeline.link import place_chains, place_resolution
from pipeline.link.place_nodes import NODES, PlaceNode, collect
from pipeline.spelling import plain


class PlaceLinker:
    """Sets `path`, `place`, `candidates`, `reason` and `entity` of each PLACE.

    A place is resolved when `place` is set, ambiguous when `candidates` has several paths, else unknown (it may have a
    `path` from the text). The document keeps all settled names, units' included, for `antt_link_units`.
    """

    def __call__(self, doc: Doc) -> Doc:
        era = era_of(doc)
        nodes = collect(doc)
        place_chains.join(text_of(doc), nodes)
        place_resolution.resolve(nodes, era)
        doc.user_data[NODES] = nodes
        own = {node.span.start_char: node for node in nodes if node.span.label_ == "PLACE"}
        for span in mentions(doc, "PLACE"):
            node = own.get(span.start_char)
            if node is not None:
                _write(node)
            else:
                span._.entity = f"{span._.kind}:{plain(read_name(span.text, era).name)}"
        return doc


@Language.factory(
    "antt_link_places",
    assigns=["span._.path", "span._.place", "span._.candidates", "span._.reason", "span._.entity"],
    requires=["doc.spans", "span._.kind"],
)
def create_place_linker(nlp: Language, name: str) -> PlaceLinker:
    return PlaceLinker()


def _write(node: PlaceNode) -> None:
    extra = node.span._
    extra.path = "|".join(node.path) if node.path else None
    extra.reason = node.reason
    if node.level == "hamlet":
        extra.entity = f"hamlet:{extra.path or ''}:{plain(node.name)}"
        return
    extra.place = node.place
    extra.entity = extra.path or f"{node.level}:{plain(node.name or node.span.text)}"
    if node.place is None and node.candidates:
        extra.candidates = tuple("|".join(place.path) for place in node.candidates)
