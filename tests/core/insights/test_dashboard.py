import pytest

from piggypulse_core.insights.model.dashboard import PARTS, UnknownPart, parts_named


class TestPartsNamed:
    def test_are_a_set(self) -> None:
        assert parts_named(names=["cashFlow", "accounts", "cashFlow"]) == {"cashFlow", "accounts"}
        assert parts_named(names=PARTS) == set(PARTS)

    @pytest.mark.parametrize("name", ["", "cashflow", "cash_flow", " cashFlow", "all"])
    def test_are_spelt_as_they_are(self, name: str) -> None:
        with pytest.raises(UnknownPart) as refused:
            parts_named(names=["accounts", name])

        (fault,) = refused.value.faults
        assert (fault.field, fault.code) == ("parts", "unknown_part")
        assert "cashFlow" in fault.message
