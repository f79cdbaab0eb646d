"""The register as a workbook and as CSV: a form of its own, whatever the house style of the papers."""
