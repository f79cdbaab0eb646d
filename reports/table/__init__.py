"""House style of the table paper (2022): how it is read and how it is drawn."""
