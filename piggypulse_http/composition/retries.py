"""The use cases of retries, wired."""

from dependency_injector import providers

from piggypulse_core.retries.usecases.requests import AnswerOnce, ForgetAnswers
from piggypulse_http.composition.ports import Ports
from piggypulse_http.edge.idempotency import PAUSES


class Retries(Ports):
    """One provider per use case, and how patiently a second request waits for the first."""

    answer_once = providers.Singleton(AnswerOnce, work=Ports.work, clock=Ports.clock)
    forget_answers = providers.Singleton(ForgetAnswers, work=Ports.work, clock=Ports.clock)
    answer_pauses = providers.Object(PAUSES)
