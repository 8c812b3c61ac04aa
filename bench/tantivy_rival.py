"""Tantivy as a rival: the same people, the same questions, in this process.

Prefixes are edge n-grams, so that each query is one term (its fastest way). Hits come in the order
of the reading, as ours do: twenty of a hundred thousand 王 in no order would be another question.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import psycopg
import tantivy

from bench.queries import Query
from doorstep.people.rules.keystrokes import half_typed, surname_and_initials

_LONGEST: Final = 12
_EDGES: Final = ("name", "pinyin", "initials")
_WORDS: Final = ("tails", "wholes", "room")
_PEOPLE: Final = """
SELECT r.id, r.place, r.name_key, r.name_pinyin, r.name_initials, tp.n, ti.n,
       w.id IS NOT NULL, d.room_key, d.said
FROM people_resident r
JOIN bench_tail tp ON tp.phone = r.phone_tail
JOIN bench_tail ti ON ti.id_number = r.id_tail
LEFT JOIN bench_whole w ON w.id = r.id
JOIN places_dwelling d ON d.code = r.place
ORDER BY r.name_key, r.place
"""


class Rival:
    """An index of everybody, kept in ``folder`` between runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index: Any = None

    def open(self, owner: psycopg.Connection[Any]) -> None:
        """Open the index; build it when it isn't whole."""
        mark = self.folder / "built"
        if not mark.exists():
            shutil.rmtree(self.folder, ignore_errors=True)
            for old in self.folder.parent.glob("tantivy-*"):
                if old.name.split("-")[1] != self.folder.name.split("-")[1]:
                    shutil.rmtree(old)  # of another schema; at full size a gigabyte
            self.folder.mkdir(parents=True)
            self._build(owner)
            mark.touch()
        self.index = self._index()
        self.index.reload()
        self.searcher = self.index.searcher()
        self.schema = self.index.schema

    def _index(self) -> Any:
        schema = tantivy.SchemaBuilder()
        for name in _EDGES:
            schema.add_text_field(name, tokenizer_name="edge", index_option="basic")
        for name in _WORDS:
            schema.add_text_field(name, tokenizer_name="raw", index_option="basic")
        for name in ("place", "shown", "said"):
            schema.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
        schema.add_unsigned_field("person", stored=True)
        schema.add_unsigned_field("rank", fast=True)
        index = tantivy.Index(schema.build(), path=str(self.folder))
        edge = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(1, _LONGEST, True)).build()
        index.register_tokenizer("edge", edge)
        return index

    def _build(self, owner: psycopg.Connection[Any]) -> None:
        index = self._index()
        writer = index.writer(512_000_000, 2)
        for rank, document in enumerate(_documents(owner)):
            document.add_unsigned("rank", rank)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def find(self, query: Query, limit: int) -> list[tuple[int, str, str, str]]:
        """Return (person, name, place, address) of the first ``limit`` in order of the reading."""
        found = self.searcher.search(
            self._read(query), limit, count=False, order_by_field="rank", order=tantivy.Order.Asc
        )
        hits = []
        for _rank, address in found.hits:
            stored = self.searcher.doc(address)
            hits.append(
                (
                    stored.get_first("person"),
                    stored.get_first("shown"),
                    stored.get_first("place"),
                    stored.get_first("said"),
                )
            )
        return hits

    def _read(self, query: Query) -> Any:
        text = query.text
        if query.kind in ("one_character", "two_characters", "full_name"):
            return self._term("name", text)
        if query.kind in ("pinyin", "initials"):
            return self._latin(text)
        if query.kind == "half_typed":
            pinyin, initials = half_typed(text[0], text[1:])
            return self._all(
                self._term("name", text[0]),
                self._term("pinyin", pinyin),
                self._term("initials", initials),
            )
        field = {"tail": "tails", "whole_number": "wholes", "building_room": "room"}[query.kind]
        return self._term(field, text)

    def _latin(self, text: str) -> Any:
        either = [self._term("initials", text)]
        if len(text) > 1:
            either.append(self._term("pinyin", text))
        split = surname_and_initials(text)
        if split is not None:
            begun = split[0][0] + split[1]
            both = self._all(self._term("pinyin", split[0]), self._term("initials", begun))
            either.append(both)
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in either])

    def _term(self, field: str, text: str) -> Any:
        return tantivy.Query.term_query(self.schema, field, text, "basic")

    def _all(self, *queries: Any) -> Any:
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in queries])


def _documents(owner: psycopg.Connection[Any]) -> Iterator[Any]:
    with owner.transaction(), owner.cursor(name="everybody") as cursor:
        cursor.itersize = 20_000
        for row in cursor.execute(_PEOPLE):
            yield _document(*row)


def _document(
    number: int, place: str, key: str, pinyin: str, initials: str, phone: int, card: int,
    known: bool, room: str, said: str,
) -> Any:  # fmt: skip
    document = tantivy.Document()
    document.add_unsigned("person", number)
    values = {
        "name": key, "pinyin": pinyin, "initials": initials, "place": place, "shown": key,
        "said": said, "room": room,
    }  # fmt: skip
    for field, value in values.items():
        document.add_text(field, value)
    for tail in {f"{phone:04d}", f"{card:04d}"}:
        document.add_text("tails", tail)
    if known:
        document.add_text("wholes", f"138{number % 10**8:08d}")
        document.add_text("wholes", f"3101151950{number % 10**8:08d}")
    return document
