"""Reading: paths → bytes → decoded text that every later offset refers to."""

from resextract.reading.decoding import Decoded, DecodingError, decode_bytes
from resextract.reading.inputs import Input, find_inputs
from resextract.reading.source import MAX_SIZE, ReadingError, SourceText, decode_source, make_source, read_input

__all__ = [
    "MAX_SIZE",
    "Decoded",
    "DecodingError",
    "Input",
    "ReadingError",
    "SourceText",
    "decode_bytes",
    "decode_source",
    "find_inputs",
    "make_source",
    "read_input",
]
