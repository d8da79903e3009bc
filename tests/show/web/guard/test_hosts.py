from __future__ import annotations

from pathlib import Path

import pytest

from stemmata.errors import SettingsError
from stemmata.show.web.guard.hosts import Mode, check_host, host_of, is_loopback
from stemmata.show.web.guard.people import Role
from stemmata.show.web.guard.registry import Registry
from tests.show.web.guard.site import PASSWORD


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.3.2.1", "::ffff:127.0.0.1", "LocalHost."]
)
def test_this_machine_needs_no_users(folder: Path, host: str) -> None:
    assert is_loopback(host)
    assert check_host(host, folder) is Mode.ALONE


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "", "10.0.0.1", "record.example.org", "localhost.example.org", "::ffff:10.0.0.1"]
)
def test_beyond_this_machine_there_must_be_users(folder: Path, host: str) -> None:
    with pytest.raises(SettingsError, match=r"others could read and decide, and .* has no users; `stemmata users add"):
        check_host(host, folder)
    registry = Registry.made(folder)
    with pytest.raises(SettingsError):
        check_host(host, folder)
    registry.users.add("ada", PASSWORD, Role.ADMIN, by="test")
    registry.close()
    assert check_host(host, folder) is Mode.USERS
    assert check_host("127.0.0.1", folder) is Mode.USERS, "a server before this one may pass on what others ask"


def test_to_answer_by_another_name_there_must_be_users(folder: Path) -> None:
    with pytest.raises(SettingsError, match=r"answering as record\.example\.org"):
        check_host("127.0.0.1", folder, ("record.example.org",))


def test_the_host_header_is_taken_apart() -> None:
    for header, parts in {
        "localhost:8000": ("localhost", "8000"),
        "[::1]:80": ("::1", "80"),
        "Record.Example.org.": ("record.example.org", ""),
    }.items():
        found = host_of(header)
        assert found is not None and (found.name, found.port) == parts
    for header in ("", "a b", "a:b", "a:", "a/b", "a@b", "::1", "a\r\nb", "ä.org", "a:123456"):
        assert host_of(header) is None, header
