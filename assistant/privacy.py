"""Personal numbers are masked before anything else sees them: searched, shown back, or logged."""

import re

MASK = "[đã che]"
_GAP = r"(?:\s?[-./]\s?|\s)?"
_ID_NUMBER = re.compile(rf"(?<!\d)0(?:{_GAP}\d){{2}}{_GAP}[0-3](?:{_GAP}\d){{8}}(?!\d)(?!{_GAP}\d)")
"""A personal id: three digits of birthplace (they begin with 0), one of century and sex, eight more.

Source: Thông tư 59/2021/TT-BCA on the structure of số định danh cá nhân. People part the
digits with blanks, dots, dashes or slashes.
"""

_PHONE_AND_MORE = re.compile(r"^0[35789]\d{8}\s")
"""A mobile number with another number after it is no personal id."""


_LONG_NUMBER = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{12,18}}(?!\d)")
"""A card's or an account's number: 13 to 19 digits."""

_SECRET = re.compile(
    r"(?P<name>(?:mật khẩu|mat khau|mk|pass(?:word)?|otp|mã pin|ma pin|số tài khoản|so tai khoan|stk"
    r"|tài khoản|tai khoan)"
    r"(?:\s+(?:của|cua)\s+(?:tôi|toi|tui|mình|minh|em|bác|bac))?\s*(?:là|la|:|=)?\s+)(?P<value>\S*\d\S*)",
    re.IGNORECASE,
)
"""A secret told by its name: what stands after it and holds a digit."""


def masked(text: str) -> str:
    """The text with every personal id, card or account number, and named secret replaced by a mask."""
    hidden = _ID_NUMBER.sub(lambda match: match[0] if _PHONE_AND_MORE.match(match[0]) else MASK, text)
    hidden = _LONG_NUMBER.sub(MASK, hidden)
    return _SECRET.sub(
        lambda match: f"{match['name']}{MASK}" if _is_secret(match["value"]) else match[0], hidden
    )


def _is_secret(value: str) -> bool:
    """Whether a word looks like a secret: at least four characters, and no "2FA", "6" or "20%"."""
    return len(value.strip(".,?!")) >= 4 and not value.endswith("%")
