"""Weights from judgements: one module per method, all pure functions from ids to weights.

`rank_order` (with points and swing), `pairwise` (AHP) and `best_worst` turn what people say matters into weights, in
the form that `weights` defines; `from_data` measures how sites differ, and `contrast` compares, for comparison only.
`derived` takes the judgements of a criteria file, and `questionnaire` asks for some, by the methods in `questions`.
"""
