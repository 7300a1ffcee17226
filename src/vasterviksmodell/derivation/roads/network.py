"""A network of roads, and how far it is along them from places to the nearest of some units."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vasterviksmodell.derivation.area_set import points_of, shapely
from vasterviksmodell.derivation.bounds import Floats, Whole
from vasterviksmodell.extras import from_extra

if TYPE_CHECKING:
    from vasterviksmodell.derivation.surroundings import Flags, Points

_SAME = 0.1
"""In metres: ends that are nearer than this to each other meet."""
_LEAST = 1e-6
"""In metres: a way that is shorter is told from none."""


class Attached(NamedTuple):
    """Where points are joined to the network: on which segment, how far along it (0 to 1), and how far beside it."""

    segment: Whole
    along: Floats
    beside: Floats


class Edges(NamedTuple):
    """Ways from node to node, and their lengths."""

    start: Whole
    end: Whole
    metres: Floats


@dataclass(frozen=True, slots=True, eq=False)
class RoadNetwork:
    """Straight segments of roads. They meet where they share an end; those that only cross, as at a bridge, do not."""

    nodes: Floats
    """Northing and easting of each."""
    start: Whole
    end: Whole
    """By segment: its nodes."""
    along: "Flags"
    against: "Flags"
    """By segment: whether one may drive as it is drawn, and the other way."""
    complete: bool
    """Whether there are no other roads."""

    @classmethod
    def of(cls, lines: Any, along: "Flags", against: "Flags", *, complete: bool) -> "RoadNetwork":
        """Return the network of lines in SWEREF 99 TM, northing first; those that are no lines are left out."""
        corners, owners = shapely().get_coordinates(lines, return_index=True)
        parts = _numbers_of_parts(lines)
        follows = (owners[1:] == owners[:-1]) & (parts[1:] == parts[:-1])
        nodes, numbers = np.unique(np.round(corners / _SAME) * _SAME, axis=0, return_inverse=True)
        start, end = numbers.reshape(-1)[:-1][follows], numbers.reshape(-1)[1:][follows]
        road, real = owners[:-1][follows], start != end
        return cls(nodes, start[real], end[real], along[road][real], against[road][real], complete)

    @property
    def lengths(self) -> Floats:
        found: Floats = np.hypot(*(self.nodes[self.end] - self.nodes[self.start]).T)
        return found

    def attached(self, points: "Points") -> Attached:
        """Return where points are joined to the network: at the nearest point of the nearest segment."""
        segments = shapely().linestrings(np.stack([self.nodes[self.start], self.nodes[self.end]], axis=1))
        (_, nearest), beside = (
            shapely().STRtree(segments).query_nearest(points_of(points), return_distance=True, all_matches=False)
        )
        ways = self.nodes[self.end[nearest]] - self.nodes[self.start[nearest]]
        offset = np.column_stack(points) - self.nodes[self.start[nearest]]
        share = np.clip((ways * offset).sum(axis=1) / np.square(ways).sum(axis=1), 0.0, 1.0)
        return Attached(nearest, share, beside)

    def to_nearest(self, places: "Points", units: "Points", access: float) -> tuple[Floats, "Flags", "Flags"]:
        """Return how far it is from each place to the nearest unit, and which places and units are off the roads.

        `access`: how far beside a road a point may lie at most. Infinite where no way leads to any unit.
        """
        size = places.size
        if not len(self.start):
            return np.full(size, np.inf), np.ones(size, np.bool_), np.ones(units.size, np.bool_)
        joined = self.attached(_together(places, units))
        off = joined.beside > access
        found = np.full(size, np.inf)
        targets = size + np.flatnonzero(~off[size:])
        if len(targets):
            found = self._shortest(joined, targets)[:size]
        return np.where(off[:size], np.inf, found), off[:size], off[size:]

    def _shortest(self, joined: Attached, targets: Whole) -> Floats:
        """Return how far it is from each point to the nearest of the targets, which are some of them."""
        edges, first = self._edges(joined)
        count = first + len(joined.segment)
        graph = from_extra("roads", "scipy.sparse", "measuring along roads").csr_array(
            (edges.metres, (edges.end, edges.start)), shape=(count, count)
        )  # turned round, so that one search from all targets finds the way to them
        search = from_extra("roads", "scipy.sparse.csgraph", "measuring along roads").dijkstra
        found: Floats = search(graph, indices=first + targets, min_only=True)[first:]
        return found

    def _edges(self, joined: Attached) -> tuple[Edges, int]:
        """Return the ways between nodes and points, and the number that the first point has as a node.

        A segment is cut where points are joined to it. Of several ways between two nodes the shortest counts.
        """
        lengths = self.lengths[joined.segment]
        feet = len(self.nodes) + np.arange(len(lengths))
        feet = np.where(joined.along * lengths < _SAME, self.start[joined.segment], feet)
        feet = np.where((1 - joined.along) * lengths < _SAME, self.end[joined.segment], feet)
        first = len(self.nodes) + len(feet)
        pieces = np.array(list(self._pieces(joined, feet))).reshape(-1, 5)
        ends = pieces[:, :2].astype(np.int64)
        forth, back = pieces[:, 3] > 0, pieces[:, 4] > 0
        points = first + np.arange(len(feet))
        start = np.concatenate([ends[forth, 0], ends[back, 1], points, feet])
        end = np.concatenate([ends[forth, 1], ends[back, 0], feet, points])
        metres = np.concatenate([pieces[forth, 2], pieces[back, 2], joined.beside, joined.beside])
        return _shortest_only(Edges(start, end, np.maximum(metres, _LEAST))), first

    def _pieces(self, joined: Attached, feet: Whole) -> Iterator[tuple[float, ...]]:
        """Yield the pieces of all segments: both ends, the length, and whether one may drive along and against it."""
        lengths = self.lengths
        cuts: dict[int, list[tuple[float, int]]] = {}
        for segment, share, foot in zip(joined.segment.tolist(), joined.along.tolist(), feet.tolist(), strict=True):
            cuts.setdefault(segment, []).append((share, foot))
        for segment in range(len(self.start)):
            last, at = int(self.start[segment]), 0.0
            for share, foot in [*sorted(cuts.get(segment, [])), (1.0, int(self.end[segment]))]:
                if foot != last:
                    length = (share - at) * lengths[segment]
                    yield last, foot, length, self.along[segment], self.against[segment]
                    last, at = foot, share


def _together(first: "Points", second: "Points") -> "Points":
    return type(first)(*(np.concatenate(axes) for axes in zip(first, second, strict=True)))


def _numbers_of_parts(lines: Any) -> Whole:
    """Return by corner the number of the line, of several parts of one road, to which it belongs."""
    parts = shapely().get_parts(lines)
    return np.repeat(np.arange(len(parts)), shapely().get_num_coordinates(parts))


def _shortest_only(edges: Edges) -> Edges:
    """Return the shortest of all ways from one node to another: a sparse matrix would add them up."""
    order = np.lexsort((edges.metres, edges.end, edges.start))
    start, end, metres = edges.start[order], edges.end[order], edges.metres[order]
    first = np.ones(len(start), dtype=np.bool_)
    first[1:] = (start[1:] != start[:-1]) | (end[1:] != end[:-1])
    return Edges(start[first], end[first], metres[first])
