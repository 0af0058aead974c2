"""SCGI: what is handed on comes out as it went in, and what is no such thing is refused."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.setup import scgi

WORDS = st.text(st.characters(codec="latin-1", exclude_characters="\0"))
NAMES = st.text(st.characters(codec="ascii", categories=["Lu", "Nd"]), min_size=1)


@given(st.dictionaries(NAMES, WORDS), st.binary())
def test_a_request_comes_out_as_it_went_in(said, body):
    stream = io.BytesIO(scgi.request(said, len(body)) + body)
    assert scgi.read_request(stream) == {**said, "CONTENT_LENGTH": str(len(body)), "SCGI": "1"}
    assert stream.read() == body


def test_the_length_comes_first_as_the_protocol_has_it():
    assert scgi.request({"PATH_INFO": "/", "CONTENT_LENGTH": "7"}, 3).startswith(
        b"36:CONTENT_LENGTH\x003\0SCGI\x001\0"
    )


@pytest.mark.parametrize(
    "came",
    [b"x", b":,", b"12", b"5:abc", b"4:a\0b\0;", b"3:a\0b,", b"2:a\0,", b"999999999:", b"1234567890123:a"],
)
def test_what_is_no_request_is_refused(came):
    with pytest.raises(scgi.Garbled):
        scgi.read_request(io.BytesIO(came))


def test_nothing_is_no_request_either():
    with pytest.raises(EOFError):
        scgi.read_request(io.BytesIO())


@given(st.binary())
def test_an_answer_comes_out_as_it_went_in(body):
    headers = [("Content-Type", "text/html"), ("Set-Cookie", "a=b: c"), ("Set-Cookie", "é=2")]
    said = scgi.response("200 OK", headers) + body
    assert scgi.read_response(said) == ("200 OK", headers, body)


@pytest.mark.parametrize("came", [b"", b"Status: 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n", b"\r\n\r\n"])
def test_what_is_no_answer_is_refused(came):
    with pytest.raises(scgi.Garbled):
        scgi.read_response(came)
