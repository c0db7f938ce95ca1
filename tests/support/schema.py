"""Prints the schema that the migrations make: `python -m tests.support.schema`."""

import os
import sys

from tests.support.catalogue import schema_of
from tests.support.database import Databases
from tests.support.server import chosen_source, docker_answers, running_server


def main() -> None:
    answers = docker_answers(environment=os.environ)
    source = chosen_source(environment=os.environ, docker_answers=answers)
    with running_server(source=source) as url, Databases(server_url=url).template() as template:
        sys.stdout.write(schema_of(url=template.url))


if __name__ == "__main__":
    main()
