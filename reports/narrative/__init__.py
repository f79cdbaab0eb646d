"""House style of the narrative paper (2019): how it is read and how it is drawn."""
