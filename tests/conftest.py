"""Fixtures every test can ask for: the database, units of work, people, the clock and ids."""

import os
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from hypothesis import HealthCheck, settings

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.kernel.ids import UserId
from tests.support import people
from tests.support.canaries import Canaries
from tests.support.clock import NOW
from tests.support.contract import Seen
from tests.support.database import Databases, Template
from tests.support.everything import everything
from tests.support.people import NewPerson
from tests.support.promises import SEEN, Worker, hand_over, is_worker, take_over, unmet
from tests.support.server import Source, chosen_source, docker_answers, running_server
from tests.support.works import AnyWork

SOURCE = pytest.StashKey[Source]()
MEASURED = "measured"

LONGEST = ("tests/journeys/", "tests/house/test_dockerfile.py", "tests/house/test_packaging.py")
"""What starts servers or builds an environment."""

# How soon something is drawn or done depends on who else uses the machine.
settings.register_profile(
    "shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("quick", settings.get_profile("shared machine"), max_examples=10)
settings.load_profile("shared machine")


def pytest_configure(config: pytest.Config) -> None:
    answers = docker_answers(environment=os.environ)
    config.stash[SEEN] = Seen()
    config.stash[SOURCE] = chosen_source(environment=os.environ, docker_answers=answers)


def pytest_itemcollected(item: pytest.Item) -> None:
    if "databases" in getattr(item, "fixturenames", ()):
        item.add_marker("database")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest go first, and the rest stays in random order: nobody waits for one at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.stash[SOURCE].sentence}"


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A full run in which everything passed must also have met every promise."""
    if is_worker(session.config):
        hand_over(session.config)
    elif exitstatus == pytest.ExitCode.OK and unmet(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Worker) -> None:
    """A worker has ended: what it has seen is part of this run."""
    take_over(node)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    found = unmet(config)
    if found:
        terminalreporter.section("promises of the document that no test has met")
        for line in found:
            terminalreporter.write_line(line)
    for line in measurements(terminalreporter):
        terminalreporter.write_line(line)


def measurements(reporter: pytest.TerminalReporter) -> Iterator[str]:
    """What tests have told of the time things took."""
    for report in reporter.getreports("passed"):
        yield from (str(told) for name, told in report.user_properties if name == MEASURED)


@pytest.fixture(scope="session")
def databases(pytestconfig: pytest.Config) -> Iterator[Databases]:
    """Makes databases on the run's server, which starts with the first test that asks."""
    with running_server(source=pytestconfig.stash[SOURCE]) as url:
        yield Databases(server_url=url)


@pytest.fixture(scope="session")
def template(databases: Databases) -> Iterator[Template]:
    """The migrated database that others are copied from."""
    with databases.template() as made:
        yield made


@pytest.fixture(scope="session", autouse=True)
def canaries() -> Iterator[Canaries]:
    """What tests were given that nobody else may see; when all is over, no log may hold any."""
    canaries = Canaries()
    with canaries.listening():
        yield canaries
    assert not canaries.in_log(), "secrets or addresses were logged"


@pytest.fixture(scope="session")
def shared_database(template: Template, canaries: Canaries) -> Iterator[str]:
    """URL of a migrated database that many tests share; each brings users of its own."""
    with template.clone() as url:
        yield url
        assert not canaries.in_text("\n".join(everything(url=url))), "secrets are kept"


@pytest.fixture
def own_database(template: Template) -> Iterator[str]:
    """URL of a migrated database for this test alone."""
    with template.clone() as url:
        yield url


@pytest.fixture
def measured(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Takes a sentence to the end of the run's report; figures of time are told, never asserted."""
    return partial(record_property, MEASURED)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def ids() -> CountingIds:
    return CountingIds()


@pytest.fixture
def work() -> MemoryWork:
    return MemoryWork()


@pytest.fixture
def new_user() -> NewPerson:
    """`await new_user(work)`: somebody in a back end."""
    return people.new_user


@pytest.fixture
async def alice(work: AnyWork) -> UserId:
    """Owns."""
    return await people.new_user(work, name="Alice")


@pytest.fixture
async def bob(work: AnyWork) -> UserId:
    """Tries."""
    return await people.new_user(work, name="Bob")
