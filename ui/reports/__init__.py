"""The periodic report the plan demands of an agency: gathered as data, then laid out as DOCX."""
