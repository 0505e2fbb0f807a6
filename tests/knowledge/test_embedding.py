"""The shipped model gives sentence-transformers' own vectors without torch; the door opens other models."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from knowledge.embedding import (
    SHIPPED,
    SegmentedEmbedder,
    SentenceTransformerEmbedder,
    StaticEmbedder,
    Vectors,
    open_embedder,
)
from knowledge.errors import ContentError, SettingsError
from knowledge.settings import Settings

# Sums in another order: the two readers may differ in float32's last digits; torch adds the 40,000 syllables
# of the very long text one after another and loses more of them.
TOLERANCE = 1e-6
LONG_TOLERANCE = 1e-4
LONG = "Bảo hiểm y tế và bảo hiểm xã hội. " * 5000
TEXTS = [
    "Làm thế nào để nộp hồ sơ dịch vụ công trực tuyến?",
    "lam the nao de nop ho so dich vu cong truc tuyen",
    "",
    "   \n\t ",
    "🎉🎉",
    "Chúc mừng 🎉 năm mới!!!",
    "… – « » ?!",
    "hoà bình, hòa bình",
    "2.000.000 đồng/tháng, ngày 28/5/2025",
    "x" * 3000,
    LONG,
    "日本語 العربية",
]
MEBIBYTE = 1024 * 1024


@pytest.fixture(scope="module")
def shipped() -> StaticEmbedder:
    return StaticEmbedder(SHIPPED)


@pytest.fixture(scope="module")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers folder of three words, written by sentence-transformers itself."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    tokenizer = Tokenizer(models.WordLevel({"<unk>": 0, "dịch": 1, "vụ": 2, "dịch_vụ": 3}, unk_token="<unk>"))  # noqa: S106  not a secret
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    rows = np.eye(4, dtype=np.float32) * 3
    folder = tmp_path_factory.mktemp("models") / "nho"
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=rows)]).save_pretrained(
        str(folder)
    )
    return folder


def test_the_shipped_vectors_are_those_of_sentence_transformers(shipped: StaticEmbedder) -> None:
    theirs = SentenceTransformerEmbedder(str(SHIPPED))

    ordinary = [text for text in TEXTS if text is not LONG]
    np.testing.assert_allclose(shipped.embed(ordinary), theirs.embed(ordinary), atol=TOLERANCE, rtol=0)
    np.testing.assert_allclose(shipped.embed([LONG]), theirs.embed([LONG]), atol=LONG_TOLERANCE, rtol=0)
    assert theirs.dimensions == shipped.dimensions


def test_a_row_has_length_one_or_zero_and_is_never_nan(shipped: StaticEmbedder) -> None:
    lengths = np.linalg.norm(shipped.embed(TEXTS), axis=1)

    wordless = [place for place, text in enumerate(TEXTS) if not any(char.isalnum() for char in text)]
    assert np.flatnonzero(lengths == 0).tolist() == wordless
    np.testing.assert_allclose(lengths[lengths > 0], 1, atol=1e-6)


def test_no_texts_give_no_rows(shipped: StaticEmbedder) -> None:
    assert shipped.embed([]).shape == (0, shipped.dimensions)


def test_a_text_has_the_same_vector_alone_and_among_thousands(shipped: StaticEmbedder) -> None:
    text = "Kích hoạt tài khoản định danh điện tử"

    many = shipped.embed(["một hai ba"] * 2000 + [text])

    np.testing.assert_array_equal(shipped.embed([text])[0], many[-1])
    assert many.dtype == np.float32


def test_opening_twice_gives_the_same_name_and_vectors(shipped: StaticEmbedder) -> None:
    again = StaticEmbedder(SHIPPED)

    assert again.name == shipped.name
    assert shipped.name.startswith("bdhvs-static-v1-")
    np.testing.assert_array_equal(again.embed(TEXTS), shipped.embed(TEXTS))


def test_the_two_tone_placements_and_unicode_forms_give_one_vector(shipped: StaticEmbedder) -> None:
    first, second, decomposed = shipped.embed(
        ["hòa giải ở cơ sở", "hoà giải ở cơ sở", "ho\u0300a giải ở cơ sở"]
    )

    np.testing.assert_array_equal(first, second)
    np.testing.assert_array_equal(first, decomposed)


def test_an_unaccented_question_is_nearest_to_its_accented_passage(shipped: StaticEmbedder) -> None:
    passages = shipped.embed(
        [
            "Bảo hiểm y tế chi trả chi phí khám bệnh, chữa bệnh tại bệnh viện.",
            "Học sinh trung học phổ thông dự kỳ thi tốt nghiệp vào tháng sáu.",
            "Đội tuyển bóng đá quốc gia giành huy chương vàng.",
        ]
    )
    asked = shipped.embed(["kham chua benh o benh vien", "thi tot nghiep trung hoc", "doi bong da"])

    assert (asked @ passages.T).argmax(axis=1).tolist() == [0, 1, 2]


def test_embedding_with_the_shipped_model_imports_no_torch() -> None:
    program = (
        "import sys\n"
        "from knowledge.embedding import open_embedder\n"
        "from knowledge.settings import Settings\n"
        "open_embedder(Settings(embedding_model='shipped', embedding_segmented=False)).embed(['xin chào'])\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_shipped_folder_is_at_most_fifteen_megabytes() -> None:
    size = sum(file.stat().st_size for file in SHIPPED.rglob("*") if file.is_file())

    assert size <= 15 * MEBIBYTE


def test_the_shipped_folder_states_where_it_comes_from() -> None:
    card = (SHIPPED / "MODEL_CARD.md").read_text("utf-8")

    assert "CC BY-SA 4.0" in card


def test_a_folder_with_a_broken_file_says_so_with_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "hong"
    shutil.copytree(SHIPPED, folder)
    weights = next(folder.rglob("model.safetensors"))
    weights.write_bytes(weights.read_bytes()[:1000])

    with pytest.raises(ContentError, match="hong"):
        StaticEmbedder(folder)


def test_the_door_opens_a_sentence_transformers_folder(small_model: Path) -> None:
    embedder = open_embedder(Settings(embedding_model=str(small_model)))

    expected = np.array([[0, 1, 0, 0], [0, np.sqrt(0.5), np.sqrt(0.5), 0], [0, 0, 0, 0]])
    np.testing.assert_allclose(embedder.embed(["dịch", "dịch vụ", " "]), expected, atol=TOLERANCE)
    assert embedder.dimensions == 4
    assert embedder.name.startswith("nho-")


def test_other_weights_have_another_name(small_model: Path, tmp_path: Path) -> None:
    from safetensors.numpy import load_file, save_file

    changed = tmp_path / "nho"
    shutil.copytree(small_model, changed)
    file = next(changed.rglob("model.safetensors"))
    save_file({name: rows + 1 for name, rows in load_file(file).items()}, file)

    for kind in (StaticEmbedder, lambda folder: SentenceTransformerEmbedder(str(folder))):
        assert kind(changed).name != kind(small_model).name
        assert kind(small_model).name == kind(small_model).name


@pytest.mark.parametrize("name", ["./khong-co-mo-hinh-nay", "tên có dấu cách"])
def test_a_bad_name_is_refused_with_its_value_and_advice(name: str) -> None:
    with pytest.raises(SettingsError) as refused:
        open_embedder(Settings(embedding_model=name))

    assert f"BDHVS_EMBEDDING_MODEL đang là «{name}»" in refused.value.what
    assert "`shipped`" in refused.value.advice


class _Recorder:
    """An embedder that keeps what it was given."""

    name = "ghi"
    dimensions = 1

    def __init__(self) -> None:
        self.given: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.given.extend(texts)
        return np.ones((len(texts), 1), dtype=np.float32)


def test_a_segmented_embedder_embeds_what_the_segmenter_returns_under_another_name() -> None:
    recorder = _Recorder()

    SegmentedEmbedder(recorder, lambda text: text.replace("dịch vụ", "dịch_vụ")).embed(["dịch vụ công"])

    assert recorder.given == ["dịch_vụ công"]
    assert SegmentedEmbedder(recorder, str).name != recorder.name


def test_the_settings_decide_whether_texts_are_segmented(small_model: Path) -> None:
    settings = Settings(embedding_model=str(small_model), embedding_segmented=True)

    vectors = open_embedder(settings, lambda text: text.replace(" ", "_")).embed(["dịch vụ"])

    np.testing.assert_allclose(vectors, [[0, 0, 0, 1]], atol=TOLERANCE)


def test_segmenting_without_a_segmenter_is_refused() -> None:
    with pytest.raises(SettingsError, match="EMBEDDING_SEGMENTED"):
        open_embedder(Settings(embedding_segmented=True))
