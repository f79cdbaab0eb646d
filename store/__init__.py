"""What is kept: tables, named questions, migrations."""
