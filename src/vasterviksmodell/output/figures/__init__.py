"""Figures: value curves and maps, described as shapes and drawn as SVG."""
