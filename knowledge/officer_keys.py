"""Officers' keys: "so-khcn=<secret>;van-phong=<secret>"; whose secret is presented, and nothing else told."""

import hmac
import re
from dataclasses import dataclass, field

MIN_SECRET = 16
"""Characters; random ones that many withstand guessing over a network."""

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


@dataclass(frozen=True)
class OfficerKeys:
    """The offices that may write, each by a label, with its secret."""

    secrets: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return bool(self.secrets)

    def office(self, presented: str) -> str | None:
        """The label of the key that was presented, or None; the time taken does not tell how near it was."""
        given = presented.encode()
        matching = [label for label, secret in self.secrets if hmac.compare_digest(secret.encode(), given)]
        return matching[0] if matching else None


def read_keys(text: str) -> OfficerKeys:
    """The keys of a setting. Raises ValueError with a Vietnamese sentence that holds no secret."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    keys = OfficerKeys(tuple(_key(number, part) for number, part in enumerate(parts, start=1)))
    if len({secret for _, secret in keys.secrets}) < len(keys.secrets):
        raise ValueError("Hai nhãn có cùng một khóa, nên không biết ai ghi")
    return keys


def _key(number: int, part: str) -> tuple[str, str]:
    label, equals, secret = (piece.strip() for piece in part.partition("="))
    if not equals or not _LABEL.fullmatch(label):  # the whole part may be a secret: it is not repeated
        raise ValueError(
            f"Mục thứ {number} không có dạng nhãn=khóa (nhãn gồm chữ thường không dấu, số, gạch nối)"
        )
    if len(secret) < MIN_SECRET or not secret.isascii() or not secret.isprintable() or " " in secret:
        raise ValueError(
            f"Khóa của «{label}» cần ít nhất {MIN_SECRET} ký tự ASCII, không dấu cách (đang có {len(secret)})"
        )
    return label, secret
