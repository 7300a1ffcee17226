"""The sentences about where actors agree."""

from vasterviksmodell.wording import Text

TITLE = Text("Where the actors agree", "Var aktörerna är överens")
NO_SITES = Text("There are no sites.", "Det finns inga platser.")
ALL_EXCLUDED = Text("Every site is excluded, whoever weighs.", "Alla platser är uteslutna, oavsett vem som viktar.")
ONE_ACTOR = Text(
    "The criteria name one actor only, {actor}: there is nobody to agree with.",
    "Kriterierna anger bara en aktör, {actor}: det finns ingen att vara överens med.",
)
ALL_FIRST = Text(
    "All {number} actors put {site} first.",
    "Alla {number} aktörer sätter {site} först.",
)
NOT_FIRST = Text(
    "The actors do not agree on the first place: {firsts}.",
    "Aktörerna är inte överens om förstaplatsen: {firsts}.",
)
FIRST_FOR = Text("{site} for {actors}", "{site} för {actors}")
MORE = Text("{number} more", "{number} till")
LESS_OPPOSED = Text(
    "And {number} pairs of actors less opposed than these: --format json has all.",
    "Och {number} par av aktörer som är mindre oense än dessa: --format json har alla.",
)
CONCORDANCE = Text(
    "Kendall's W, which is 1 when all order the sites alike and 0 when their orders have nothing in common, is {w}.",
    "Kendalls W, som är 1 när alla ordnar platserna lika och 0 när ordningarna inte har något gemensamt, är {w}.",
)
SHARED = Text(
    "Among the first {top} of every actor: {sites}.",
    "Bland de {top} första hos alla aktörer: {sites}.",
)
NONE_SHARED = Text(
    "No site is among the first {top} of every actor.",
    "Ingen plats finns bland de {top} första hos alla aktörer.",
)
COMPROMISE = Text(
    "The compromise is {sites}: the actor to whom it is worth the least still gives it {score} points, more than any"
    " other site gets from its hardest judge.",
    "Kompromissen är {sites}: den aktör som värderar den lägst ger den ändå {score} poäng, mer än någon annan plats"
    " får av sin strängaste bedömare.",
)
COMPROMISES = Text(
    "The compromises, which tie, are {sites}: the actor to whom each is worth the least still gives it {score} points.",
    "Kompromisserna, som ligger lika, är {sites}: den aktör som värderar var och en lägst ger den ändå {score} poäng.",
)
RANKS = Text("Rank and score by each actor's weights", "Rang och poäng med varje aktörs vikter")
WEIGHTS = Text("Each actor's weights, in per cent", "Varje aktörs vikter, i procent")
LOWEST = Text("Lowest score", "Lägsta poäng")
SPREAD = Text("Greatest difference", "Största skillnad")
PLACED = Text("{rank} ({score})", "{rank} ({score})")
DIFFER = Text("What they disagree about", "Vad de är oense om")
OPPOSED = Text(
    "For {one}, {before} is {gap} points before {after}; for {other}, {after} is {back} points before {before}."
    " What parts them: {parts}.",
    "För {one} ligger {before} {gap} poäng före {after}, för {other} ligger {after} {back} poäng före {before}."
    " Det som skiljer dem åt: {parts}.",
)
AGREED = Text(
    "{one} and {other} put no two of the sites that any actor has among the first {top} in opposite order.",
    "{one} och {other} har inga två av de platser som någon aktör har bland de {top} första i motsatt ordning.",
)
REST = Text("the others together ({points})", "övriga tillsammans ({points})")
TAU = Text("Kendall's tau of all their sites: {tau}.", "Kendalls tau för alla deras platser: {tau}.")
GIVE = Text("What it would take for {site} to be first", "Vad som krävs för att {site} ska vara först")
FIRST_ALREADY = Text(
    "{actor}: it is first already (perhaps with others).", "{actor}: den är redan först (eventuellt delat)."
)
MOVES = Text(
    "{actor}: {moved} of the weight would have to move, from {taken} to {given}.",
    "{actor}: {moved} av vikten skulle behöva flyttas, från {taken} till {given}.",
)
NEVER = Text(
    "{actor}: no weights make it first.",
    "{actor}: inga vikter gör den först.",
)
LEGEND = Text(
    "The actors see the same sites, requirements and values; only their weights differ. The compromise is the site"
    " whose lowest score is the highest (max–min). Disagreements are told on the two sites, among the first {top} of"
    " any actor, that both actors are the most decided about; what parts them sums to the two leads together. What"
    " would have to move is the least that would do, half the sum of all changes of weights: it tells how far apart the"
    " actors are, not who should give way.",
    "Aktörerna ser samma platser, krav och värden; bara vikterna skiljer sig åt. Kompromissen är den plats vars"
    " lägsta poäng är högst (max–min). Oenigheten visas på de två platser, bland de {top} första hos någon aktör, som"
    " båda aktörerna är mest bestämda om; det som skiljer dem åt är tillsammans lika med summan av de två försprången."
    " Det som skulle behöva flyttas är det minsta som räcker, halva summan av alla ändringar av vikter: det visar hur"
    " långt från varandra aktörerna står, inte vem som bör ge efter.",
)
