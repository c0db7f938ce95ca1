"""Refusals carry a promise in their class: a code and a sentence."""

import pytest

from piggypulse_core.kernel.refusal import Conflict, Fault, Faults, InvalidInput, invalid


class TestRefusal:
    def test_needs_a_code_of_its_own(self) -> None:
        with pytest.raises(TypeError, match="needs a docstring and a code"):
            type("Nameless", (Conflict,), {"__doc__": "A sentence."})

    def test_needs_a_docstring_of_its_own(self) -> None:
        with pytest.raises(TypeError, match="needs a docstring and a code"):
            type("Silent", (Conflict,), {"code": "silent"})

    def test_speaks_its_docstring_on_one_line(self) -> None:
        class Wordy(Conflict):
            """Two
            lines.
            """

            code = "wordy"

        assert Wordy.message() == "Two lines."
        assert Wordy.kind == "conflict"


class TestFaults:
    def test_nothing_found_raises_nothing(self) -> None:
        Faults().settle()

    def test_names_everything_found_at_once(self) -> None:
        faults = Faults()
        faults.add(field="name", code="too_short", message="Too short.")
        faults.add(field="color", code="bad_format", message="No colour.")

        with pytest.raises(InvalidInput) as refused:
            faults.settle()

        assert [fault.field for fault in refused.value.faults] == ["name", "color"]

    def test_a_single_fault_has_a_short_way(self) -> None:
        refusal = invalid(field="limit", code="out_of_range", message="Too many.")

        assert refusal.faults == (Fault(field="limit", code="out_of_range", message="Too many."),)
