"""Weights out of judgements: one module per method, all pure functions from names to weights.

`points` (and swing), `rank_order`, `pairwise` (AHP) and `best_worst` turn what people say matters into weights;
`from_data` measures how sites differ, for comparison only. `derive` takes a judgement as a criteria file writes it,
`questionnaire` asks for one, by the methods in `questions`, and `rounding` makes points of weights.
"""
