"""An export: somebody's own data on its way out."""

from piggypulse_core.kernel.refusal import Unavailable


class ExportsBusy(Unavailable):
    """Another export of yours, or too many of others, are on their way. Please try again."""

    code = "busy"
