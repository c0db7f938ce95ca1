"""Controllers filled with the use cases their annotations name."""

import inspect
from collections.abc import Mapping
from typing import Any

from dependency_injector.providers import Provider
from litestar import Controller

from piggypulse_http.edge.retry import Retried


class Unbound(TypeError):
    """A controller asks for something the container does not have."""


def bound(
    controller: type[Controller], *, providers: Mapping[str, Provider[Any]]
) -> type[Controller]:
    """A subclass carrying what the controller's own annotations ask for, by name and type."""
    values: dict[str, object] = {}
    for name, wanted in inspect.get_annotations(controller).items():
        if name not in providers:
            raise Unbound(f"{controller.__name__}.{name}: no provider of this name")
        given = providers[name]()
        if inspect.isclass(wanted) and not _is_protocol(wanted) and not isinstance(given, wanted):
            raise Unbound(f"{controller.__name__}.{name}: {type(given).__name__} given")
        is_asked = callable(given) and not _is_protocol(wanted) and not _is_opened(given)
        values[name] = Retried(given) if is_asked else given
    return type(controller.__name__, (controller,), {**values, "__module__": controller.__module__})


def _is_opened(given: object) -> bool:
    """What is opened gives its answer bit by bit, and cannot begin again half-way."""
    return callable(given) and not inspect.iscoroutinefunction(given.__call__)


def _is_protocol(wanted: object) -> bool:
    return bool(getattr(wanted, "_is_protocol", False))
