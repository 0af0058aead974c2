"""The porter: hands on what came in whole, brings the answer back, and says so when nobody answers."""

import io
import socket
import threading

import pytest

from samverkan.setup import porter, scgi


@pytest.fixture
def counter(tmp_path, monkeypatch):
    """A counter that notes what it is handed and answers `answers`, one visitor after the other."""
    path, seen, answers = tmp_path / "queue", [], []
    queue = socket.socket(socket.AF_UNIX)
    queue.bind(str(path))
    queue.listen()
    monkeypatch.setenv(porter.QUEUE, str(path))

    def serve():
        while True:
            try:
                visitor, _ = queue.accept()
            except OSError:
                return
            with visitor, visitor.makefile("rb") as stream:
                said = scgi.read_request(stream)
                seen.append((said, stream.read()))
                visitor.sendall(answers.pop(0))

    threading.Thread(target=serve, daemon=True).start()
    yield seen, answers
    queue.shutdown(socket.SHUT_RDWR)
    queue.close()


def ask(body=b"", **said):
    """Status, headers and content of an answer."""
    told = []
    environ = {
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "https",
        "wsgi.errors": None,
        "PATH_INFO": "/",
        **said,
    }
    content = b"".join(porter.application(environ, lambda status, headers: told.append((status, headers))))
    return *told[0], content


def test_a_request_is_handed_on_and_its_answer_brought_back(counter):
    seen, answers = counter
    answers.append(scgi.response("418 Teapot", [("A", "1"), ("A", "2")]) + b"content")
    answered = ask(b"name=x", REQUEST_METHOD="POST", CONTENT_LENGTH="6", HTTP_COOKIE="c=d")
    assert answered == ("418 Teapot", [("A", "1"), ("A", "2")], b"content")
    ((said, body),) = seen
    assert body == b"name=x"
    assert said == {
        "REQUEST_METHOD": "POST", "CONTENT_LENGTH": "6", "HTTP_COOKIE": "c=d", "PATH_INFO": "/", "SCGI": "1",
        "REQUEST_SCHEME": "https",
    }  # fmt: skip


def test_a_body_without_a_length_is_measured_first(counter):
    seen, answers = counter
    answers.append(scgi.response("200 OK", []))
    ask(b"abc", HTTP_TRANSFER_ENCODING="chunked")
    assert (seen[0][0]["CONTENT_LENGTH"], seen[0][1]) == ("3", b"abc")


def test_a_large_body_waits_in_a_file_and_arrives_whole(counter, monkeypatch):
    monkeypatch.setattr(porter, "IN_MEMORY", 10)
    seen, answers = counter
    much = bytes(range(256)) * 4000
    answers.append(scgi.response("200 OK", []) + much)
    assert ask(much, CONTENT_LENGTH=str(len(much)))[2] == much
    assert seen[0][1] == much


@pytest.mark.parametrize("said", [{"CONTENT_LENGTH": "101"}, {"HTTP_TRANSFER_ENCODING": "chunked"}])
def test_what_is_too_large_is_handed_to_nobody(counter, monkeypatch, said):
    monkeypatch.setattr(porter, "BIGGEST", 100)
    status, headers, content = ask(bytes(101), **said)
    assert status.startswith("413 ")
    assert ("Cache-Control", "no-store") in headers
    assert "för stort" in content.decode()
    assert counter[0] == []


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\n\r\n", None])
def test_when_nobody_answers_it_says_so(counter, monkeypatch, tmp_path, answer):
    if answer is None:
        monkeypatch.setenv(porter.QUEUE, str(tmp_path / "nowhere"))
    else:
        counter[1].append(answer)
    status, headers, content = ask()
    assert status.startswith("503 ")
    assert ("Retry-After", "5") in headers
    assert "svarar inte" in content.decode()
    assert "not answer" in content.decode()
