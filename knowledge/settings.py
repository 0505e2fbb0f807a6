"""Settings: read once from the environment, frozen, building nothing."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.errors import SettingsError
from knowledge.officer_keys import OfficerKeys, read_keys

PREFIX = "BDHVS_"


class Settings(BaseSettings):
    """Every setting of the assistant; each is an environment variable `BDHVS_<NAME>`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,  # a broken key would stand there
    )

    data_dir: Annotated[Path, Field(description="Thư mục chứa cơ sở dữ liệu và chỉ mục")] = Path("var")
    database_url: Annotated[
        str | None, Field(description="Địa chỉ cơ sở dữ liệu SQLAlchemy; bỏ trống: SQLite trong data_dir")
    ] = None
    embedding_model: Annotated[
        str, Field(description="`shipped`, hoặc tên/đường dẫn một mô hình sentence-transformers")
    ] = "shipped"
    embedding_segmented: Annotated[
        bool, Field(description="Tách từ bằng underthesea trước khi nhúng (mô hình họ PhoBERT cần)")
    ] = False
    dense_weight: Annotated[
        float, Field(ge=0, le=1, description="Phần của danh sách ngữ nghĩa khi trộn điểm (0 = chỉ từ khóa)")
    ] = 0.15
    support_floor: Annotated[
        float, Field(ge=0, le=1, description="Phần từ khóa của câu hỏi phải có trong nguồn để được trả lời")
    ] = 0.5
    max_question_chars: Annotated[
        int, Field(ge=50, le=20_000, description="Độ dài tối đa của một câu hỏi (ký tự)")
    ] = 1000
    read_seconds: Annotated[
        float, Field(gt=0, allow_inf_nan=False, description="Thời gian tối đa để đọc một tệp (giây)")
    ] = 60
    read_megabytes: Annotated[int, Field(ge=128, description="Bộ nhớ tối đa của tiến trình đọc tệp (MB)")] = (
        1024
    )
    read_pages: Annotated[int, Field(ge=1, description="Số trang tối đa của một tệp")] = 2000
    host: Annotated[str, Field(description="Địa chỉ máy chủ lắng nghe")] = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65_535, description="Cổng máy chủ lắng nghe")] = 8000
    console: Annotated[bool, Field(description="Có mở trang trò chuyện Gradio hay không")] = True

    officer_keys: Annotated[
        SecretStr | None,
        Field(description="Khóa của các cơ quan được ghi tiến độ: `nhãn=khóa;nhãn=khóa`, khóa từ 16 ký tự"),
    ] = None
    officer_key: Annotated[
        SecretStr | None, Field(description="Khóa của người đang gõ lệnh `bdhvs progress record`")
    ] = None
    progress_public: Annotated[
        bool, Field(description="Ai cũng đọc được tiến độ qua HTTP; false: phải có khóa")
    ] = False

    @field_validator("officer_keys")
    @classmethod
    def _keys_are_sound(cls, typed: SecretStr | None) -> SecretStr | None:
        if typed is not None:
            read_keys(typed.get_secret_value())
        return typed

    @property
    def keys(self) -> OfficerKeys:
        """The officers' keys, read; none where the setting is empty."""
        return read_keys(self.officer_keys.get_secret_value() if self.officer_keys else "")

    @property
    def database(self) -> str:
        """The database's URL."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'bdhvs.db').resolve()}"

    @property
    def index_dir(self) -> Path:
        """The folder that holds one folder per index version."""
        return self.data_dir / "index"


def read_settings(**overrides: Any) -> Settings:
    """Read the settings; `overrides` win over the environment. Raises SettingsError naming key and value."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsError(*_explain(error)) from None


def _explain(error: ValidationError) -> tuple[str, str]:
    """The first broken setting: what it holds, and what it may hold."""
    first = error.errors()[0]
    name = str(first["loc"][0])
    description = Settings.model_fields[name].description if name in Settings.model_fields else ""
    allowed = _ALLOWED.get(first["type"], "một giá trị đúng kiểu")
    if name in _SECRETS:  # what a secret holds is never shown, nor what was typed in its place
        what = f"Thiết lập {PREFIX}{name.upper()} không dùng được."
        return what, f"{(first.get('ctx') or {}).get('error', description)}. Hãy sửa rồi chạy lại."
    bound = next(iter((first.get("ctx") or {}).values()), "")
    what = f"Thiết lập {PREFIX}{name.upper()} đang là «{first['input']}», không dùng được."
    return what, f"Cần {allowed.format(bound)} ({description}). Hãy sửa rồi chạy lại."


_SECRETS = ("officer_keys", "officer_key")

_ALLOWED = {
    "bool_parsing": "true hoặc false",
    "int_parsing": "một số nguyên",
    "float_parsing": "một số",
    "finite_number": "một số hữu hạn",
    "greater_than": "số lớn hơn {}",
    "greater_than_equal": "số từ {} trở lên",
    "less_than_equal": "số không quá {}",
}
