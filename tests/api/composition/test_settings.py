"""Settings out of the environment."""

from pathlib import Path

import pytest

from piggypulse_http.composition.reading import BadSettings, Reader, environment
from piggypulse_http.composition.settings import read_settings


def test_nothing_set_gives_a_local_server() -> None:
    settings = read_settings(values={"HOME": "/home/x"})

    assert (settings.server_host, settings.server_port) == ("127.0.0.1", 8000)
    assert settings.database_url is None
    assert settings.is_local_http


def test_everything_wrong_is_said_at_once() -> None:
    values = {
        "PIGGY_PULSE_SERVER__PORT": "eighty",
        "PIGGY_PULSE_SERVER__WORKERS": "0",
        "PIGGY_PULSE_SERVER__BASE_URL": "http://budget.example.org",
        "PIGGY_PULSE_DATABASE__URL": "mysql://x",
        "PIGGY_PULSE_DATABASE__POOLER": "session",
        "PIGGY_PULSE_SERVER__PROT": "1",
    }

    with pytest.raises(BadSettings) as refused:
        read_settings(values=values)

    complaints = refused.value.complaints
    assert len(complaints) == len(values)
    for name in values:
        assert any(complaint.startswith(name) for complaint in complaints)


BROWSERS = {
    "PIGGY_PULSE_SERVER__ALLOWED_HOSTS": "Money.example.org, 192.0.2.1",
    "PIGGY_PULSE_SERVER__TRUSTED_PROXIES": "10.0.0.0/8,fd00::1",
    "PIGGY_PULSE_SECURITY__ALLOWED_ORIGINS": "https://App.example.org,http://localhost:5173",
    "PIGGY_PULSE_SECURITY__SAME_SITE": "refuse",
}


def test_lists_have_commas_between() -> None:
    settings = read_settings(values=BROWSERS)

    assert settings.server_allowed_hosts == ("money.example.org", "192.0.2.1")
    assert list(map(str, settings.server_trusted_proxies)) == ["10.0.0.0/8", "fd00::1/128"]
    assert settings.allowed_origins == ("https://app.example.org", "http://localhost:5173")
    assert not settings.trusts_neighbours


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SERVER__ALLOWED_HOSTS", "*"),
        ("SERVER__ALLOWED_HOSTS", "a.example.org,,b.example.org"),
        ("SERVER__TRUSTED_PROXIES", "*"),
        ("SERVER__TRUSTED_PROXIES", "0.0.0.0/0"),
        ("SERVER__TRUSTED_PROXIES", "10.0.0.1/8"),
        ("SECURITY__ALLOWED_ORIGINS", "*"),
        ("SECURITY__ALLOWED_ORIGINS", "null"),
        ("SECURITY__ALLOWED_ORIGINS", "https://*.example.org"),
        ("SECURITY__ALLOWED_ORIGINS", "https://app.example.org/,*"),
        ("SECURITY__SAME_SITE", "perhaps"),
        ("SECURITY__COOKIE_SAME_SITE", "none"),
        ("SERVER__BASE_URL", "https://user:hush@budget.example.org"),
        ("SERVER__BASE_URL", "https://budget.example.org:99999"),
    ],
)
def test_whom_to_trust_is_said_exactly_or_not_at_all(name: str, value: str) -> None:
    with pytest.raises(BadSettings) as refused:
        read_settings(values={f"PIGGY_PULSE_{name}": value})

    (complaint,) = refused.value.complaints
    assert complaint.startswith(f"PIGGY_PULSE_{name} must ")
    assert "hush" not in complaint


def test_the_section_of_the_tests_is_ignored() -> None:
    read_settings(values={"PIGGY_PULSE_TEST__DATABASE_URL": "postgresql://x"})


def test_a_complaint_never_repeats_a_value() -> None:
    with pytest.raises(BadSettings) as refused:
        read_settings(values={"PIGGY_PULSE_DATABASE__URL": "mysql://u:hush@x"})

    assert "hush" not in str(refused.value)


def test_the_database_url_is_not_in_the_settings_repr() -> None:
    settings = read_settings(values={"PIGGY_PULSE_DATABASE__URL": "postgresql://u:hush@x/y"})

    assert "hush" not in repr(settings)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://localhost:8000", True),
        ("http://127.0.0.1", True),
        ("http://[::1]:8000", True),
        ("https://localhost", False),
        ("https://budget.example.org", False),
    ],
)
def test_only_plain_http_on_this_machine_is_local(*, url: str, local: bool) -> None:
    settings = read_settings(values={"PIGGY_PULSE_SERVER__BASE_URL": url})

    assert settings.is_local_http is local


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(
        "# ours\nexport PIGGY_PULSE_SERVER__PORT=1\nPIGGY_PULSE_SERVER__HOST='::1'\n\n"
    )
    monkeypatch.setenv("PIGGY_PULSE_SERVER__PORT", "2")

    found = environment(folder=tmp_path)

    assert found["PIGGY_PULSE_SERVER__PORT"] == "2"
    assert found["PIGGY_PULSE_SERVER__HOST"] == "::1"


@pytest.mark.parametrize(
    ("given", "workers", "store"),
    [
        ("auto", "1", "memory"),
        ("auto", "2", "postgres"),
        ("memory", "1", "memory"),
        ("postgres", "1", "postgres"),
        ("rediss://:hush@cache:6379/1", "4", "rediss://:hush@cache:6379/1"),
    ],
)
def test_processes_count_requests_together(given: str, workers: str, store: str) -> None:
    values = {"PIGGY_PULSE_LIMITS__STORE": given, "PIGGY_PULSE_SERVER__WORKERS": workers}

    settings = read_settings(values=values)

    assert settings.shared_store == store
    assert "hush" not in repr(settings)


@pytest.mark.parametrize("given", ["memcached://cache", "redis", "mysql"])
def test_counts_are_kept_nowhere_else(given: str) -> None:
    with pytest.raises(BadSettings):
        read_settings(values={"PIGGY_PULSE_LIMITS__STORE": given})


def asked() -> tuple[dict[str, tuple[int, int]], set[str]]:
    """The settings that are numbers, with their bounds, and those that are a choice."""
    numbers: dict[str, tuple[int, int]] = {}
    choices: set[str] = set()

    class Listener(Reader):
        def number(self, name: str, default: int, lowest: int, highest: int) -> int:
            numbers[name] = (lowest, highest)
            return super().number(name, default, lowest, highest)

        def choice(self, name: str, choices_: tuple[str, ...]) -> str:
            choices.add(name)
            return super().choice(name, choices_)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("piggypulse_http.composition.settings.Reader", Listener)
        read_settings(values={})
    return numbers, choices


NUMBERS, CHOICES = asked()
BAD_NUMBERS = [
    (name, value)
    for name, (lowest, highest) in NUMBERS.items()
    for value in (str(lowest - 1), str(highest + 1), "1.5", "many", "\u0663")
]


@pytest.mark.parametrize(
    ("name", "value"), [*BAD_NUMBERS, *((name, "perhaps") for name in sorted(CHOICES))]
)
def test_what_a_setting_cannot_be_stops_the_start(name: str, value: str) -> None:
    with pytest.raises(BadSettings) as refused:
        read_settings(values={f"PIGGY_PULSE_{name}": value})

    assert all(one.startswith(f"PIGGY_PULSE_{name} must ") for one in refused.value.complaints)


def complaints_of(name: str, value: int) -> list[str]:
    try:
        read_settings(values={f"PIGGY_PULSE_{name}": str(value)})
    except BadSettings as refused:
        return [one for one in refused.complaints if one.startswith(f"PIGGY_PULSE_{name} ")]
    return []


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_is_taken_at_its_bounds(name: str) -> None:
    assert [complaints_of(name, bound) for bound in NUMBERS[name]] == [[], []]
