"""Weights from judgements: one module per method, all pure functions from ids to weights.

`points` (and swing), `rank_order`, `pairwise` (AHP) and `best_worst` turn what people say matters into weights;
`from_data` measures how sites differ, for comparison only. `derived` takes the judgements of a criteria file,
`questionnaire` asks for some, by the methods in `questions`, and `rounding` makes points of weights.
"""
