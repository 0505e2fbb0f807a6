"""What a good file of each family gives."""

import unicodedata
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from pptx.util import Cm

from ingest.blocks import Block
from ingest.readers import read_file
from tests.ingest import documents
from tests.ingest.documents import MOTTO

ALL_ENDINGS = [".txt", ".md", ".html", ".docx", ".pdf", ".pptx", ".xlsx"]


def shown(path: Path) -> list[tuple[str, int, str]]:
    """Kind, level and text of every block that is no table."""
    return [(block.kind, block.level, block.text) for block in read_file(path).blocks if not block.rows]


def tables(path: Path) -> list[tuple[tuple[str, ...], ...]]:
    return [block.rows for block in read_file(path).blocks if block.kind == "table"]


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


# Every family


@pytest.mark.parametrize("ending", ALL_ENDINGS)
def test_vietnamese_text_comes_back_letter_for_letter(tmp_path: Path, ending: str) -> None:
    blocks = read_file(documents.with_text(tmp_path / f"a{ending}", MOTTO)).blocks
    assert any(block.text == MOTTO or (MOTTO,) in block.rows for block in blocks)


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".docx", ".pptx", ".xlsx"])
def test_decomposed_letters_are_composed_and_unseen_characters_removed(tmp_path: Path, ending: str) -> None:
    dirty = unicodedata.normalize("NFD", MOTTO).replace(" ", " \u200b\u202e\U000e0041\u00ad")
    blocks = read_file(documents.with_text(tmp_path / f"a{ending}", dirty)).blocks
    assert any(block.text == MOTTO or (MOTTO,) in block.rows for block in blocks)


# Plain text


def test_every_physical_line_is_a_line_block_and_empty_lines_stay(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "I. MỤC ĐÍCH\r\n\r\n  - một  \nhai\n")
    expected = [("line", 0, "I. MỤC ĐÍCH"), ("line", 0, ""), ("line", 0, "  - một"), ("line", 0, "hai")]
    assert expected == shown(path)


def test_form_feeds_number_the_pages_of_a_text(tmp_path: Path) -> None:
    blocks = read_file(written(tmp_path / "a.txt", "một\n\fhai\n")).blocks
    assert (Block("line", "một", page=1), Block("line", "hai", page=2)) == blocks


def test_a_text_without_form_feeds_has_no_pages(tmp_path: Path) -> None:
    assert (Block("line", "một"),) == read_file(written(tmp_path / "a.txt", "một")).blocks


def test_control_characters_go_and_tabs_stay(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", f"\ufeff{MOTTO}\ta\x07b")
    assert [("line", 0, f"{MOTTO}\tab")] == shown(path)


# Markdown


def test_markdown_gives_headings_paragraphs_items_tables_and_code(tmp_path: Path) -> None:
    text = "# Tên bài\n\nmột\nhai\n\n1. mở\n   - nhỏ\n2. đóng\n\n| A | B |\n|---|---|\n| c | d |\n"
    text += "\n```\nx = 1\n  y\n```\n"
    path = written(tmp_path / "a.md", text)
    assert shown(path) == [
        ("heading", 1, "Tên bài"),
        ("paragraph", 0, "một hai"),
        ("item", 1, "1. mở"),
        ("item", 2, "nhỏ"),
        ("item", 1, "2. đóng"),
        ("paragraph", 0, "x = 1\n  y"),
    ]
    assert tables(path) == [(("A", "B"), ("c", "d"))]


def test_html_hidden_inside_markdown_is_left_out(tmp_path: Path) -> None:
    text = 'thấy <span style="display:none">lệnh ẩn</span>được\n\n<!-- lệnh -->\n\n<div hidden>ẩn</div>\n'
    assert shown(written(tmp_path / "a.md", text)) == [("paragraph", 0, "thấy được")]


# HTML

PAGE = """<!DOCTYPE html><html><head><title> Trang  đầu </title>
<style>.an { display: none } @media print { .in { display: none } }</style></head><body>
<nav>menu</nav><script>alert(1)</script>
<h1>Lớn</h1><p>một <b>đậm</b>
hai<br>ba</p><h2>Nhỏ</h2>
<ol start="3"><li>mở<ul><li>con</li></ul></li><li><p>đóng</p><p>thêm</p></li></ol>
<p hidden>ẩn</p><p aria-hidden="true">ẩn</p><p style="Display : None">ẩn</p><p style="font-size:0px">ẩn</p>
<p class="an">ẩn</p><p class="in">hiện</p><div style="position:absolute;left:-9999px">ẩn</div>trần
</body></html>"""


def test_html_gives_what_a_visitor_sees(tmp_path: Path) -> None:
    assert shown(written(tmp_path / "a.html", PAGE)) == [
        ("heading", 1, "Lớn"),
        ("paragraph", 0, "một đậm hai\nba"),
        ("heading", 2, "Nhỏ"),
        ("item", 1, "3. mở"),
        ("item", 2, "con"),
        ("item", 1, "4. đóng"),
        ("paragraph", 0, "thêm"),
        ("paragraph", 0, "hiện"),
        ("paragraph", 0, "trần"),
    ]


def test_spanned_cells_of_an_html_table_are_repeated(tmp_path: Path) -> None:
    table = (
        "<table><caption>Bảng 1</caption><thead><tr><th rowspan=2>Stt<th colspan=2>Cơ quan</tr>"
        "<tr><th>chủ trì<th>phối hợp</tr></thead><tr><td>1<td>a<td><ul><li>b<li>c</ul></tr></table>"
    )
    path = written(tmp_path / "a.htm", table)
    assert tables(path) == [
        (("Stt", "Cơ quan", "Cơ quan"), ("Stt", "chủ trì", "phối hợp"), ("1", "a", "b\nc")),
    ]
    assert shown(path) == [("paragraph", 0, "Bảng 1")]


def test_a_table_that_only_frames_the_page_is_no_table(tmp_path: Path) -> None:
    path = written(tmp_path / "a.html", "<table><tr><td><h1>Tên</h1><p>chữ</p></td></tr></table>")
    assert shown(path) == [("heading", 1, "Tên"), ("paragraph", 0, "chữ")]


# Word


def test_word_blocks_come_in_the_order_of_the_body(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Kế hoạch", 1)
    document.add_paragraph("mở đầu")
    document.add_table(1, 2).rows[0].cells[1].text = "ô"
    document.add_paragraph("chấm", style="List Bullet")
    document.add_paragraph("sâu", style="List Bullet 2")
    document.add_heading("Mục", 2)
    document.save(str(tmp_path / "a.docx"))
    kinds = [(block.kind, block.text or block.rows) for block in read_file(tmp_path / "a.docx").blocks]
    assert kinds == [
        ("heading", "Kế hoạch"),
        ("paragraph", "mở đầu"),
        ("table", (("", "ô"),)),
        ("item", "chấm"),
        ("item", "sâu"),
        ("heading", "Mục"),
    ]


def test_merged_cells_of_a_word_table_are_repeated(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Stt"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Cơ quan"
    table.cell(1, 1).text, table.cell(1, 2).text = "chủ trì", "phối hợp"
    table.cell(2, 0).text, table.cell(2, 1).text = "1", "a\nb"
    document.save(str(tmp_path / "a.docx"))
    assert tables(tmp_path / "a.docx") == [
        (("Stt", "Cơ quan", "Cơ quan"), ("Stt", "chủ trì", "phối hợp"), ("1", "a\nb", "")),
    ]


def test_hidden_and_deleted_runs_are_left_out_and_inserted_ones_kept(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("thấy")
    paragraph.add_run(" ẩn").font.hidden = True
    deleted = parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>xóa</w:delText></w:r></w:del>")
    inserted = parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t xml:space='preserve'> thêm</w:t></w:r></w:ins>")
    paragraph._p.extend([deleted, inserted])
    document.save(str(tmp_path / "a.docx"))
    assert shown(tmp_path / "a.docx") == [("paragraph", 0, "thấy thêm")]


def test_text_in_controls_and_text_boxes_is_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    box = f"""<w:p {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
      <w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>hộp</w:t></w:r></w:p></w:txbxContent>
      </mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>hộp</w:t></w:r></w:p></w:txbxContent></mc:Fallback>
      </mc:AlternateContent></w:r></w:p>"""
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>ô nhập</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    for place, xml in enumerate((box, control)):
        document.element.body.insert(place, parse_xml(xml))
    document.save(str(tmp_path / "a.docx"))
    assert shown(tmp_path / "a.docx") == [("paragraph", 0, "hộp"), ("paragraph", 0, "ô nhập")]


def numbered(document: docx.document.Document, text: str, depth: int, number: int = 90) -> None:
    """A paragraph in an automatic list, at a depth counted from 0."""
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    numbering.append(parse_xml(f'<w:ilvl {nsdecls("w")} w:val="{depth}"/>'))
    numbering.append(parse_xml(f'<w:numId {nsdecls("w")} w:val="{number}"/>'))
    properties.append(numbering)


def test_automatic_numbers_stand_before_the_items_as_printed(tmp_path: Path) -> None:
    document = docx.Document()
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(
            [("upperRoman", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "%3)")]
        )
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for text, depth in [("Mục đích", 0), ("một", 1), ("hai", 1), ("nhỏ", 2), ("Nhiệm vụ", 0), ("ba", 1)]:
        numbered(document, text, depth)
    document.save(str(tmp_path / "a.docx"))
    texts = [text for _, _, text in shown(tmp_path / "a.docx")]
    assert texts == ["I. Mục đích", "I.1 một", "I.2 hai", "a) nhỏ", "II. Nhiệm vụ", "II.1 ba"]


def test_a_list_restarts_where_the_document_restarts_it(tmp_path: Path) -> None:
    document = docx.Document()
    root = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Bước %1:"/></w:lvl>'
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{level}</w:abstractNum>'))
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for number, override in (("90", ""), ("91", restart)):
        body = f'<w:abstractNumId w:val="90"/>{override}'
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{body}</w:num>'))
    for text, number in [("mở", 90), ("xem", 90), ("tắt", 91)]:
        numbered(document, text, 0, number)
    document.save(str(tmp_path / "a.docx"))
    assert [text for _, _, text in shown(tmp_path / "a.docx")] == ["Bước 1: mở", "Bước 2: xem", "Bước 1: tắt"]


def test_styles_hide_their_text_and_contents_lists_are_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    hiding = document.styles.add_style("Ẩn", WD_STYLE_TYPE.CHARACTER)
    hiding.font.hidden = True
    document.add_paragraph("thấy").add_run(" ẩn", style=hiding)
    document.add_paragraph("Mục một … 3", style=document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH))
    document.save(str(tmp_path / "a.docx"))
    assert shown(tmp_path / "a.docx") == [("paragraph", 0, "thấy")]


def test_footnotes_come_after_the_body(tmp_path: Path) -> None:
    good = documents.word(tmp_path / "a.docx", "thân bài")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    link = f'<Relationship Id="rIdF" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    rels = documents.member(good, "word/_rels/document.xml.rels").decode().replace("</Relationships>", link)
    note = "<w:p><w:r><w:t>Theo Nghị định 224/2026</w:t></w:r></w:p>"
    line = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>'
    notes = f'<w:footnotes {nsdecls("w")}>{line}<w:footnote w:id="1">{note}</w:footnote></w:footnotes>'
    parts = {"word/_rels/document.xml.rels": rels.encode(), "word/footnotes.xml": notes.encode()}
    assert [text for _, _, text in shown(documents.changed(good, parts))] == [
        "thân bài",
        "Theo Nghị định 224/2026",
    ]


# PDF


def test_pdf_lines_carry_their_page_and_a_gap_is_an_empty_line(tmp_path: Path) -> None:
    path = documents.pdf_lines(tmp_path / "a.pdf", [["I. MỤC ĐÍCH", "", "một", "hai"], [MOTTO]])
    lines = [(block.page, block.text) for block in read_file(path).blocks]
    assert lines == [(1, "I. MỤC ĐÍCH"), (1, ""), (1, "một"), (1, "hai"), (2, MOTTO)]


def test_text_set_beside_the_page_is_left_out(tmp_path: Path) -> None:
    path = documents.pdf_lines(tmp_path / "a.pdf", [["thấy", *[""] * 60, "dưới chân trang"]])
    assert [text for _, _, text in shown(path)] == ["thấy"]


def test_a_ruled_table_over_two_pages_gives_every_row_once_and_no_lines(tmp_path: Path) -> None:
    duty = "tổ chức tập huấn kỹ năng số cho người dân ở các xã, phường, thị trấn"
    rows = [["Stt", "Nhiệm vụ", "Cơ quan"]] + [
        [str(n), f"Việc {n}: {duty}", "Sở Nội vụ"] for n in range(1, 21)
    ]
    path = documents.pdf_table(tmp_path / "a.pdf", "Trước", rows, "Sau")
    blocks = read_file(path).blocks
    assert [(b.kind, b.page) for b in blocks if b.text or b.rows] == [
        ("line", 1),
        ("table", 1),
        ("table", 2),
        ("line", 2),
    ]
    assert [tuple(row) for row in rows] == [row for block in blocks for row in block.rows]
    assert [block.text for block in blocks if block.text] == ["Trước", "Sau"]


def test_merged_cells_of_a_pdf_table_are_repeated(tmp_path: Path) -> None:
    rows = [["Stt", "Cơ quan", ""], ["1", "a", "b"], ["", "c", "- d<br/>- e"]]
    spans = [("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 1), (0, 2))]
    path = documents.pdf_table(tmp_path / "a.pdf", "Trước", rows, "Sau", spans)
    assert tables(path) == [(("Stt", "Cơ quan", "Cơ quan"), ("1", "a", "b"), ("1", "c", "- d\n- e"))]


def test_a_pdf_with_only_an_owner_password_is_read(tmp_path: Path) -> None:
    assert shown(documents.pdf_locked(tmp_path / "a.pdf", user="", owner="bí mật")) == [("line", 0, MOTTO)]


def test_a_pdf_of_text_pages_and_scanned_pages_is_read(tmp_path: Path) -> None:
    path = documents.pdf_picture(tmp_path / "a.pdf", ["\n".join([MOTTO] * 5), "", ""])
    assert [text for _, _, text in shown(path)] == [MOTTO] * 5


# PowerPoint


def test_slides_give_title_points_tables_and_notes_in_order(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "Mật khẩu", "dài\nkhó đoán"
    slide.placeholders[1].text_frame.paragraphs[1].level = 1
    table = slide.shapes.add_table(2, 2, Cm(1), Cm(1), Cm(9), Cm(3)).table
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(0, 0).text, table.cell(1, 0).text, table.cell(1, 1).text = "Gộp", "a", "b"
    slide.notes_slide.notes_text_frame.text = "Lời giảng"
    presentation.slides.add_slide(presentation.slide_layouts[1]).shapes.title.text = "Ẩn"
    presentation.slides[1].element.set("show", "0")
    presentation.save(str(tmp_path / "a.pptx"))
    assert (
        Block("heading", "Mật khẩu", level=1, page=1),
        Block("item", "dài", level=1, page=1),
        Block("item", "khó đoán", level=2, page=1),
        Block("table", rows=(("Gộp", "Gộp"), ("a", "b")), page=1),
        Block("paragraph", "Lời giảng", page=1),
    ) == read_file(tmp_path / "a.pptx").blocks


def test_text_in_groups_of_shapes_is_read(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    shapes = presentation.slides.add_slide(presentation.slide_layouts[6]).shapes
    shapes.add_group_shape().shapes.add_textbox(0, 0, Cm(5), Cm(1)).text_frame.text = "trong nhóm"
    presentation.save(str(tmp_path / "a.pptx"))
    assert shown(tmp_path / "a.pptx") == [("paragraph", 0, "trong nhóm")]


# Excel


def test_a_sheet_is_a_heading_and_a_table_of_values_as_shown(tmp_path: Path) -> None:
    rows = [
        ["Hạn", "Tỷ lệ", "Số", "Lúc"],
        [date(2026, 9, 2), 0.8, 12.0, datetime(2026, 9, 2, 7, 30)],  # noqa: DTZ001 — Excel knows no time zones
        [],
        [None, None, True],
    ]
    path = documents.sheets(tmp_path / "a.xlsx", rows)
    workbook = openpyxl.load_workbook(path)
    workbook.active["B2"].number_format = "0%"
    workbook.create_sheet("Ẩn").append(["ẩn"])
    workbook["Ẩn"].sheet_state = "hidden"
    workbook.save(path)
    assert shown(path) == [("heading", 1, "Nhiệm vụ")]
    expected = (
        ("Hạn", "Tỷ lệ", "Số", "Lúc"),
        ("02/09/2026", "80%", "12", "02/09/2026 07:30"),
        ("", "", "True", ""),
    )
    assert [expected] == tables(path)


# Titles


def test_a_word_title_is_the_core_title_else_the_first_heading(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Đề mục", 1)
    document.save(str(tmp_path / "a.docx"))
    document.core_properties.title = "Kế hoạch"
    document.save(str(tmp_path / "b.docx"))
    assert [read_file(tmp_path / name).title for name in ("a.docx", "b.docx")] == ["Đề mục", "Kế hoạch"]


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a.html", PAGE, "Trang đầu"),
        ("a.html", "<h1>Tên</h1>", "Tên"),
        ("a.md", "x\n\n# Tên *bài*\n", "Tên bài"),
        ("a.md", '---\ntitle: "Từ khai báo"\n---\n# Tên\n', "Từ khai báo"),
        ("a.txt", "Tên", None),
    ],
)
def test_a_title_is_what_the_file_says_of_itself(
    tmp_path: Path, name: str, text: str, title: str | None
) -> None:
    assert title == read_file(written(tmp_path / name, text)).title


@pytest.mark.parametrize(("ending", "title"), [(".pdf", None), (".xlsx", None), (".pptx", "Tên trang")])
def test_pdf_and_excel_state_no_title_and_slides_begin_with_theirs(
    tmp_path: Path, ending: str, title: str | None
) -> None:
    assert title == read_file(documents.with_text(tmp_path / f"a{ending}", MOTTO)).title
