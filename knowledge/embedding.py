"""Text to unit vectors: the shipped static model by NumPy, and the one door to sentence-transformers."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import ContentError, SettingsError
from knowledge.settings import PREFIX, Settings

SHIPPED = Path(__file__).parent / "models" / "bdhvs-static-v1"
_TEXTS_AT_ONCE = 1024

Vectors = NDArray[np.float32]
Segment = Callable[[str], str]


class Embedder(Protocol):
    """Texts to the rows of a matrix (texts × `dimensions`), each of length 1, or 0 for an empty text.

    `name` is the model's version: it changes whenever the same text may give another vector.
    """

    @property
    def name(self) -> str: ...
    @property
    def dimensions(self) -> int: ...
    def embed(self, texts: Sequence[str]) -> Vectors: ...


class StaticEmbedder:
    """A sentence-transformers StaticEmbedding folder: the mean of a text's token rows, scaled to length 1.

    torch is never imported: it costs seconds and hundreds of megabytes. Raises
    ContentError when a file is missing or broken.
    """

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load
        from tokenizers import Tokenizer

        try:
            inner = folder / _static_path(folder)
            weights = (inner / "model.safetensors").read_bytes()
            tokens = (inner / "tokenizer.json").read_bytes()
            self._rows = load(weights)["embedding.weight"]
            self._tokenizer = Tokenizer.from_str(tokens.decode("utf-8"))
        except Exception as error:  # tokenizers raises bare Exception, safetensors a kind of its own
            raise ContentError(
                f"Không đọc được mô hình nhúng ở {folder}: {error}.", "Hãy cài lại phần mềm."
            ) from error
        self._tokenizer.no_padding()  # as StaticEmbedding does: padding would count in the mean
        self.name = f"{folder.name}-{_digest([weights, tokens])}"
        self.dimensions = int(self._rows.shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row for each text; a text without any word gives a row of zeros."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), _TEXTS_AT_ONCE):
            batch = list(texts[start : start + _TEXTS_AT_ONCE])
            encodings = self._tokenizer.encode_batch_fast(batch, add_special_tokens=False)
            for place, encoding in enumerate(encodings, start):
                # A token's row is taken once: memory is bounded by the vocabulary, not by the text.
                ids, counts = np.unique(np.array(encoding.ids, dtype=np.int64), return_counts=True)
                vectors[place] = counts.astype(np.float32) @ self._rows[ids].astype(np.float32)
        return _unit(vectors)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by folder or by name.

    A folder is opened without touching the network; a name is looked for among
    the downloaded models first. Raises SettingsError when there is no such model.
    """

    def __init__(self, name_or_path: str) -> None:
        # float32: half precision is slow on a CPU, and turns the vector of a wordless text into NaN.
        self._model = _open_model(name_or_path).float()
        weights = self._model.state_dict()
        digest = _digest(weights[key].numpy().tobytes() for key in sorted(weights))
        self.name = f"{Path(name_or_path).name}-{digest}"
        self.dimensions = int(self._model.encode("a").shape[0])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row for each text; an empty text gives a row of zeros, whatever the model says of it."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        filled = [place for place, text in enumerate(texts) if text.strip()]
        if filled:
            vectors[filled] = self._model.encode([texts[place] for place in filled], show_progress_bar=False)
        return _unit(vectors)


class SegmentedEmbedder:
    """An embedder whose texts are split into words first: PhoBERT's family expects `dịch_vụ công`."""

    def __init__(self, embedder: Embedder, segment: Segment) -> None:
        self._embedder = embedder
        self._segment = segment
        self.name = f"{embedder.name}-segmented"
        self.dimensions = embedder.dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row for each text."""
        return self._embedder.embed([self._segment(text) for text in texts])


def open_embedder(settings: Settings, segment: Segment | None = None) -> Embedder:
    """The embedder the settings ask for; `segment` splits a text into words, joined by underscores.

    Raises SettingsError for a model that cannot be opened, ContentError for a broken shipped one.
    """
    if settings.embedding_segmented and segment is None:
        raise SettingsError(
            f"Thiết lập {PREFIX}EMBEDDING_SEGMENTED đang là «true» nhưng không có bộ tách từ.",
            "Hãy đặt lại thành false, hoặc mở kho tri thức cùng bộ tách từ.",
        )
    model = settings.embedding_model
    embedder: Embedder = StaticEmbedder(SHIPPED) if model == "shipped" else SentenceTransformerEmbedder(model)
    return SegmentedEmbedder(embedder, segment) if settings.embedding_segmented and segment else embedder


def _open_model(name_or_path: str) -> Any:
    """A sentence-transformers model on the CPU."""
    from sentence_transformers import SentenceTransformer

    path = Path(name_or_path).expanduser()
    # What looks like a path is never asked for on the network.
    on_disk = path.exists() or name_or_path.startswith((".", "~", os.sep))
    place = str(path) if on_disk else name_or_path
    reason = ""
    for local_only in (True,) if on_disk else (True, False):
        try:
            return SentenceTransformer(place, device="cpu", local_files_only=local_only)
        except Exception as error:  # the hub, the network and the file format each raise kinds of their own
            reason = str(error).strip().partition("\n")[0]
    raise SettingsError(
        f"Thiết lập {PREFIX}EMBEDDING_MODEL đang là «{name_or_path}», không mở được mô hình này ({reason}).",
        "Cần `shipped`, một thư mục mô hình sentence-transformers trên máy, hoặc tên một mô hình tải được "
        "qua mạng. Hãy sửa rồi chạy lại.",
    )


def _static_path(folder: Path) -> str:
    """Where modules.json says the static embedding lies, relative to the model's folder."""
    modules = json.loads((folder / "modules.json").read_text("utf-8"))
    return next(str(m["path"]) for m in modules if m["type"].endswith(".StaticEmbedding"))


def _digest(parts: Iterable[bytes]) -> str:
    """The first characters of the SHA-256 of bytes."""
    total = hashlib.sha256()
    for part in parts:
        total.update(part)
    return total.hexdigest()[:12]


def _unit(vectors: Vectors) -> Vectors:
    """The rows scaled to length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    np.divide(vectors, lengths, out=vectors, where=lengths > 0)
    return vectors
