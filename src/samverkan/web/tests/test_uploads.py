"""What is sent as a file never lies on a disk, and nobody but an officer can make the server keep it."""

import io

import pytest


@pytest.fixture
def handler(template):
    from samverkan.web.uploads import InMemory

    def made(session):
        class Request:
            pass

        Request.session = session
        return InMemory(Request())

    return made


@pytest.mark.parametrize(
    ("session", "length", "kept"),
    [({"officer": "x"}, 50_000_000, True), ({"officer": "x"}, 200_000_000, False), ({}, 100, False)],
)
def test_who_may_send_how_much(handler, session, length, kept):
    found = handler(session)
    found.handle_raw_input(io.BytesIO(), {}, length, b"x")
    assert found.activated is kept


def test_no_other_handler_is_in_use(template):
    from django.conf import settings

    assert settings.FILE_UPLOAD_HANDLERS == ["samverkan.web.uploads.InMemory"]
