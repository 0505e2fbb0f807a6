"""What a bad file is answered with: always a DocumentError, in Vietnamese, naming the file."""

import random
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.readers import read_file
from knowledge.errors import (
    DamagedDocument,
    DocumentError,
    DocumentTooLarge,
    EmptyDocument,
    EncryptedDocument,
    LegacyEncoding,
    MislabelledDocument,
    MissingDocument,
    ScannedDocument,
    UnsupportedDocument,
)
from tests.ingest import documents
from tests.ingest.documents import MOTTO, MOTTO_TCVN3, MOTTO_VNI

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
OFFICE = [".docx", ".pptx", ".xlsx"]
ALL_ENDINGS = [".txt", ".md", ".html", ".pdf", *OFFICE]
VIETNAMESE = set("ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹăđơư")


def refusal(path: Path, expected: type[DocumentError], **limits: int) -> str:
    """The message of the refusal, which names the file and is Vietnamese."""
    with pytest.raises(expected) as caught:
        read_file(path, **limits)
    assert caught.type is expected
    assert path.name in caught.value.what
    assert VIETNAMESE & set(caught.value.what)
    assert VIETNAMESE & set(caught.value.advice)
    return str(caught.value)


def held(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


# No file to read


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    refusal(tmp_path / "không có.pdf", MissingDocument)


def test_a_name_no_file_can_have_is_missing(tmp_path: Path) -> None:
    refusal(tmp_path / "a\0.txt", MissingDocument)


def test_a_folder_is_not_a_document(tmp_path: Path) -> None:
    assert "thư mục" in refusal(tmp_path, UnsupportedDocument)


@pytest.mark.parametrize("ending", ALL_ENDINGS)
@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n"])
def test_a_file_of_nothing_or_blanks_is_empty(tmp_path: Path, ending: str, data: bytes) -> None:
    refusal(held(tmp_path / f"a{ending}", data), EmptyDocument)


@pytest.mark.parametrize("ending", [".pdf", *OFFICE])
def test_a_good_file_without_a_word_is_empty(tmp_path: Path, ending: str) -> None:
    make: dict[str, Callable[[Path], Path]] = {
        ".pdf": lambda path: documents.pdf_lines(path, [[""]]),
        ".docx": lambda path: documents.word(path, "", " "),
        ".pptx": lambda path: documents.slides(path, "", ""),
        ".xlsx": lambda path: documents.sheets(path, [[None], [" "]]),
    }
    refusal(make[ending](tmp_path / f"a{ending}"), EmptyDocument)


# Kinds we do not read, and names that lie


@pytest.mark.parametrize(
    ("name", "advice"),
    [("a.doc", ".docx"), ("a.xls", ".xlsx"), ("a.ppt", ".pptx"), ("a.docm", ".docx"), ("a.odt", ".docx")],
)
def test_an_office_kind_we_do_not_read_says_what_to_save_it_as(
    tmp_path: Path, name: str, advice: str
) -> None:
    assert f"dưới dạng {advice}." in refusal(held(tmp_path / name, OLE), UnsupportedDocument)


@pytest.mark.parametrize("name", ["a.mp3", "a.zip", "không đuôi"])
def test_an_unknown_kind_lists_the_kinds_we_read(tmp_path: Path, name: str) -> None:
    assert "pdf" in refusal(held(tmp_path / name, b"abc"), UnsupportedDocument)


@pytest.mark.parametrize("ending", OFFICE)
def test_macros_are_refused_under_an_innocent_name(tmp_path: Path, ending: str) -> None:
    good = documents.with_text(tmp_path / f"a{ending}", MOTTO)
    folder = {".docx": "word", ".pptx": "ppt", ".xlsx": "xl"}[ending]
    assert "macro" in refusal(
        documents.changed(good, {f"{folder}/vbaProject.bin": b"x"}), UnsupportedDocument
    )


@pytest.mark.parametrize("ending", ALL_ENDINGS)
@pytest.mark.parametrize("true_ending", [".pdf", *OFFICE])
def test_a_name_that_lies_about_the_kind_is_told_the_truth(
    tmp_path: Path, ending: str, true_ending: str
) -> None:
    if ending != true_ending:
        data = documents.with_text(tmp_path / f"thật{true_ending}", MOTTO).read_bytes()
        assert true_ending in refusal(held(tmp_path / f"a{ending}", data), MislabelledDocument)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", OLE),
        ("a.docx", b"<html><body>x</body></html>"),
        ("a.xlsx", b"\xef\xbb\xbf\n<!DOCTYPE HTML><p>x"),
        ("a.txt", b"<!-- x --><html><body>x"),
        ("a.pdf", MOTTO.encode()),
        ("a.txt", b"{\\rtf1 abc}"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n0000"),
        ("a.txt", b"PK\x03\x04 cut off"),
    ],
)
def test_other_bytes_than_the_name_promises_are_mislabelled(tmp_path: Path, name: str, data: bytes) -> None:
    refusal(held(tmp_path / name, data), MislabelledDocument)


def test_a_zip_without_an_office_document_is_mislabelled(tmp_path: Path) -> None:
    refusal(documents.zipped(tmp_path / "a.docx", {"a.txt": b"x"}), MislabelledDocument)


# Passwords


def test_a_pdf_with_a_password_is_encrypted(tmp_path: Path) -> None:
    refusal(documents.pdf_locked(tmp_path / "a.pdf", user="mở", owner="sửa"), EncryptedDocument)


@pytest.mark.parametrize("ending", [*OFFICE, ".doc"])
def test_an_office_file_with_a_password_is_encrypted(tmp_path: Path, ending: str) -> None:
    data = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(480)
    assert "mật khẩu" in refusal(held(tmp_path / f"a{ending}", data), EncryptedDocument)


# Scans and fonts


def test_a_scanned_pdf_asks_for_ocr_even_with_a_stamp_on_it(tmp_path: Path) -> None:
    stamp = "Người ký: ỦY BAN NHÂN DÂN TỈNH\nThời gian ký: 28.05.2025 15:01:02"
    for captions in (["", ""], [stamp, "", "", ""]):
        assert "OCR" in refusal(documents.pdf_picture(tmp_path / "a.pdf", captions), ScannedDocument)


def raw_pdf(
    path: Path, content: bytes, font: bytes = b"/Subtype/Type1/BaseFont/Helvetica", kids: bytes = b"3 0 R"
) -> Path:
    """A one-page PDF written by hand: its content stream, its font, its page tree."""
    packed = zlib.compress(content)
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream",
        b"<</Type/Font" + font + b">>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(data)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"xref\n0 6\n0000000000 65535 f \n" + table
    return held(path, data + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)


def test_a_pdf_whose_font_tells_no_unicode_is_refused(tmp_path: Path) -> None:
    font = (
        b"/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
        b"/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor<</Type/FontDescriptor/FontBBox[0 0 1000 1000]>>>>]"
    )
    path = raw_pdf(tmp_path / "a.pdf", b"BT /F 12 Tf 50 700 Td <0012003400560078> Tj ET", font)
    assert "Unicode" in refusal(path, LegacyEncoding)


# Limits and traps


def test_more_pages_than_allowed_are_too_many(tmp_path: Path) -> None:
    path = documents.pdf_lines(tmp_path / "a.pdf", [[MOTTO]] * 4)
    assert "BDHVS_READ_PAGES" in refusal(path, DocumentTooLarge, max_pages=3)
    assert len(read_file(path, max_pages=4).blocks) == 4


@pytest.mark.parametrize("ending", OFFICE)
def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, ending: str) -> None:
    good = documents.with_text(tmp_path / f"a{ending}", MOTTO)
    assert "bom nén" in refusal(
        documents.changed(good, {"media/bomb.bin": bytes(20_000_000)}), DocumentTooLarge
    )


def test_a_zip_of_too_many_entries_is_refused(tmp_path: Path) -> None:
    good = documents.word(tmp_path / "a.docx", MOTTO)
    refusal(documents.changed(good, {f"word/media/{n}": b"" for n in range(10_001)}), DocumentTooLarge)


@pytest.mark.parametrize(
    ("ending", "part"),
    [
        (".docx", "word/document.xml"),
        (".pptx", "ppt/slides/slide1.xml"),
        (".xlsx", "xl/worksheets/sheet1.xml"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_an_office_part_are_refused(
    tmp_path: Path, ending: str, part: str, encoding: str
) -> None:
    good = documents.with_text(tmp_path / f"a{ending}", MOTTO)
    body = documents.member(good, part).decode().split("?>", 1)[-1].replace(MOTTO, "&x;")
    trap = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>{body}'
    assert "DOCTYPE" in refusal(documents.changed(good, {part: trap.encode(encoding)}), UnsupportedDocument)


def test_entities_in_a_page_are_refused(tmp_path: Path) -> None:
    page = '<!DOCTYPE html [<!ENTITY x "y">]><html><body>&x;</body></html>'
    refusal(held(tmp_path / "a.html", page.encode()), UnsupportedDocument)


def test_a_page_nested_too_deep_is_damaged(tmp_path: Path) -> None:
    assert "lồng nhau" in refusal(held(tmp_path / "a.html", b"<div>" * 20_000 + b"x"), DamagedDocument)


# Encodings


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_and_utf32_are_named_with_and_without_a_mark(tmp_path: Path, encoding: str) -> None:
    name = encoding[:6].upper()
    assert name in refusal(held(tmp_path / "a.txt", MOTTO.encode(encoding)), LegacyEncoding)


LEGACY = [(MOTTO_TCVN3, "TCVN3"), (MOTTO_VNI, "VNI")]


@pytest.mark.parametrize(("text", "name"), LEGACY)
@pytest.mark.parametrize("ending", [".txt", ".md", ".html"])
def test_tcvn3_and_vni_bytes_are_named(tmp_path: Path, text: str, name: str, ending: str) -> None:
    assert name in refusal(held(tmp_path / f"a{ending}", text.encode("cp1252")), LegacyEncoding)


@pytest.mark.parametrize(("text", "name"), LEGACY)
@pytest.mark.parametrize("ending", [".txt", ".md", ".html", *OFFICE, ".pdf"])
def test_tcvn3_and_vni_text_saved_as_unicode_is_named(
    tmp_path: Path, text: str, name: str, ending: str
) -> None:
    assert name in refusal(documents.with_text(tmp_path / f"a{ending}", text), LegacyEncoding)


@pytest.mark.parametrize(("text", "name"), LEGACY)
def test_one_legacy_paragraph_in_a_unicode_text_is_enough(tmp_path: Path, text: str, name: str) -> None:
    mixed = f"{MOTTO}. Ăn quả nhớ kẻ trồng cây, uống nước nhớ nguồn.\n{text}\n"
    assert name in refusal(documents.with_text(tmp_path / "a.docx", mixed), LegacyEncoding)


def test_windows_1258_bytes_are_named(tmp_path: Path) -> None:
    text = "Cô\u0323ng ho\u0300a xa\u0303 hô\u0323i chu\u0309 nghi\u0303a Viê\u0323t Nam đô\u0323c lâ\u0323p"
    assert "Windows-1258" in refusal(held(tmp_path / "a.txt", text.encode("cp1258")), LegacyEncoding)


def test_utf8_that_was_decoded_wrongly_once_is_named(tmp_path: Path) -> None:
    wrong = (MOTTO * 2).encode().decode("cp1252", "ignore")
    assert "giải mã sai" in refusal(documents.with_text(tmp_path / "a.txt", wrong), LegacyEncoding)


FOREIGN = {
    "French": "Le thé fût servi très tôt à l'élève né à Besançon: dû, clé, blé, pré, forêt, où, ça, été.",
    "German": "Die Bürger müssen natürlich über die Straße zur Tür: Größe, Mädchen, Öl, fähig, später, süß.",
    "Norwegian": "På veien så nå må gå både øst og vest, også små blå øyer, år etter år, når vi får se.",
    "Portuguese": "Não há razão para São João não estar à mesa; a informação está já na página três, avó.",
    "Spanish": "El niño soñó con España; mañana habrá café y té. ¿Dónde está el señor Núñez? Aquí, así.",
    "Vietnamese": f"{MOTTO} «Bình dân học vụ số» · 3 × 4 cm² · µm · né · café · Müller",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_languages_with_accents_are_not_taken_for_legacy_vietnamese(tmp_path: Path, language: str) -> None:
    path = documents.with_text(tmp_path / "a.txt", FOREIGN[language])
    assert FOREIGN[language] == read_file(path).blocks[0].text


@pytest.mark.parametrize("language", ["French", "German", "Norwegian", "Spanish"])
def test_other_bytes_than_utf8_are_asked_to_be_saved_as_utf8(tmp_path: Path, language: str) -> None:
    path = held(tmp_path / "a.txt", FOREIGN[language].encode("cp1252"))
    message = refusal(path, LegacyEncoding)
    assert "lưu lại dưới dạng UTF-8" in message
    assert not any(name in message for name in ("TCVN3", "VNI", "1258"))


def test_a_text_cut_inside_its_last_letter_is_damaged(tmp_path: Path) -> None:
    assert "cắt cụt" in refusal(held(tmp_path / "a.txt", "Việt Nam độc".encode()[:-2]), DamagedDocument)


def test_a_wrong_byte_in_a_utf8_text_is_damage_not_another_encoding(tmp_path: Path) -> None:
    data = MOTTO.encode().replace(b"Nam", b"N\xe1m", 1)
    assert "lưu lại dưới dạng UTF-8" in refusal(held(tmp_path / "a.txt", data), DamagedDocument)


def test_random_bytes_are_never_taken_for_legacy_vietnamese(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 — test data
    for _ in range(20):
        refusal(held(tmp_path / "a.txt", chance.randbytes(3000)), DamagedDocument)


# Every bad file of a long row


def _cut(ending: str, share: float) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        good = documents.with_text(folder / f"a{ending}", MOTTO).read_bytes()
        return held(folder / f"cắt{ending}", good[: int(len(good) * share)])

    return make


def _blotted(ending: str, seed: int) -> Callable[[Path], Path]:
    """A good file whose middle is overwritten with random bytes."""

    def make(folder: Path) -> Path:
        data = bytearray(documents.with_text(folder / f"a{ending}", MOTTO).read_bytes())
        data[100 : len(data) * 9 // 10] = random.Random(seed).randbytes(len(data) * 9 // 10 - 100)  # noqa: S311
        return held(folder / f"hỏng{ending}", bytes(data))

    return make


def _junk(ending: str, head: bytes) -> Callable[[Path], Path]:
    return lambda folder: held(folder / f"rác{ending}", head + random.Random(head).randbytes(2000))  # noqa: S311


def _without(ending: str, name: str) -> Callable[[Path], Path]:
    """An Office file one of whose parts is junk."""
    return lambda folder: documents.changed(
        documents.with_text(folder / f"a{ending}", MOTTO), {name: b"<junk"}
    )


HEADS = {".pdf": b"%PDF-1.7\n", ".docx": b"PK\x03\x04", ".pptx": b"PK\x03\x04", ".xlsx": b"PK\x03\x04"}
PARTS = {
    ".docx": ["word/document.xml", "[Content_Types].xml", "word/styles.xml", "_rels/.rels"],
    ".pptx": ["ppt/presentation.xml", "ppt/slides/slide1.xml"],
    ".xlsx": ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"],
}
BAD_FILES: dict[str, Callable[[Path], Path]] = {
    **{f"{e} cut at {s:.0%}": _cut(e, s) for e in HEADS for s in (0.002, 0.05, 0.25, 0.5, 0.75, 0.95, 0.98)},
    **{f"{e} blotted ({seed})": _blotted(e, seed) for e in HEADS for seed in (1, 2)},
    **{f"{e} of random bytes": _junk(e, b"\x00") for e in ALL_ENDINGS},
    **{f"{e} of random bytes after its mark": _junk(e, head) for e, head in HEADS.items()},
    **{f"{e} with junk for {part}": _without(e, part) for e, parts in PARTS.items() for part in parts},
    ".pdf whose page tree is a circle": lambda folder: raw_pdf(folder / "a.pdf", b"", kids=b"2 0 R"),
    ".pdf without pages": lambda folder: raw_pdf(folder / "a.pdf", b"", kids=b""),
    ".pdf of a mark alone": lambda folder: held(folder / "a.pdf", b"%PDF-1.7\n%%EOF\n"),
    ".html of tags alone": lambda folder: held(folder / "a.html", b"<html><body><p></p></body></html>"),
    ".md of a rule alone": lambda folder: held(folder / "a.md", b"***\n"),
    ".txt of zero bytes": lambda folder: held(folder / "a.txt", bytes(3000)),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_FILES)
def test_every_bad_file_is_refused_with_a_vietnamese_document_error(tmp_path: Path, name: str) -> None:
    path = BAD_FILES[name](tmp_path)
    with pytest.raises(DocumentError) as caught:
        read_file(path)
    assert path.name in caught.value.what
    assert VIETNAMESE & set(caught.value.what + caught.value.advice)


def test_the_row_of_bad_files_is_long_enough() -> None:
    assert len(BAD_FILES) >= 40
