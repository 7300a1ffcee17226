"""What results say: a document of a few kinds of blocks, whose cells are typed until a renderer writes them."""

from vasterviksmodell.output.document.blocks import (
    Bar,
    Bars,
    Block,
    Cell,
    Column,
    Grid,
    Heading,
    Items,
    Legend,
    Lines,
    Meaning,
    Paragraph,
)

__all__ = [
    "Bar",
    "Bars",
    "Block",
    "Cell",
    "Column",
    "Grid",
    "Heading",
    "Items",
    "Legend",
    "Lines",
    "Meaning",
    "Paragraph",
]
