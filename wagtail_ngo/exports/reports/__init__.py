"""Activity reports as files: figures as tables and data, the report as DOCX and ODT."""
