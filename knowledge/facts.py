"""Things that may change (numbers to call, portals, thresholds), each with the day it was checked."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.content_files import checked, read_yaml


class Fact(BaseModel):
    """One changeable fact; `value` is None while it could not be confirmed."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Annotated[str, Field(pattern=r"^\w+$")]
    name: str
    value: str | None
    kind: Literal["hotline", "sms", "portal", "app", "threshold", "date", "figure"]
    purpose: str
    source: str
    confidence: Literal["H", "M", "L"]
    status: Literal["confirmed", "unconfirmed"] = "confirmed"
    verified_on: date
    review_by: date
    questions: list[str] = []

    @property
    def sentence(self) -> str:
        """The fact as running text, with what a person should know about how sure it is."""
        said = f"{self.name}: {self.value}. {self.purpose}" if self.value else f"{self.name}: {self.purpose}"
        return f"{said}\n{self._standing}"

    @property
    def _standing(self) -> str:
        checked_on, review_by = f"{self.verified_on:%d/%m/%Y}", f"{self.review_by:%d/%m/%Y}"
        if self.value is None or self.status == "unconfirmed":
            return f"Chưa xác nhận được từ nguồn chính thức (ngày {checked_on})."
        if self.confidence == "L":
            return f"Ghi nhận ngày {checked_on}, chưa đối chiếu được với nguồn chính thức."
        return f"Đối chiếu với tài liệu ngày {checked_on}, nên kiểm tra lại sau ngày {review_by}."


class _Facts(BaseModel):
    facts: list[Fact]


def read_facts() -> list[Fact]:
    """The shipped facts. Raises ContentError naming file and field."""
    return checked(_Facts, read_yaml("services/facts.yaml"), "services/facts.yaml").facts
