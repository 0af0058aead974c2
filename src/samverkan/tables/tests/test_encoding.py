"""Bytes of any old system come out as the Swedish they were."""

from __future__ import annotations

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.tables.encoding import decode
from samverkan.tables.refusal import Refusal

TEXT = "område;antal\nÄlvsjö;1\nÅrsta;2\nSkärholmen;3\nKafé Öst;4\n"


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("latin-1"), "cp1252"),
        (TEXT.encode("cp850"), "cp850"),
        (TEXT.encode("mac_roman"), "mac_roman"),
    ],
)
def test_every_page_gives_the_same_text(raw, named):
    found = decode(raw, "f.csv")
    assert found.text == TEXT
    assert found.encoding == named
    assert not found.twice


def test_what_went_through_the_wrong_page_once_is_mended_and_told():
    found = decode(TEXT.encode().decode("cp1252").encode(), "f.csv")
    assert found.text == TEXT
    assert found.twice


def test_a_word_that_only_looks_wrong_is_let_be():
    assert decode("Ã¤ hör inte ihop med ö".encode(), "f.csv").twice is False


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 4])
def test_what_is_no_text_is_refused_with_a_remedy(raw):
    with pytest.raises(Refusal) as caught:
        decode(raw, "bild.csv")
    assert "Spara den som CSV" in caught.value.sv
    assert caught.value.en.startswith("bild.csv")


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(raw):
    with contextlib.suppress(Refusal):
        assert isinstance(decode(raw, "f").text, str)


@given(st.text(alphabet="abcåäöÅÄÖ ;,\n0123456789", min_size=1, max_size=200))
def test_utf8_always_comes_back(text):
    assert decode(text.encode(), "f").text == text
