"""Files of every format, read into one plain Document before anybody asks what its layout means."""
