"use strict";
// Weights that can be moved: scores and ranks, computed anew in the reader's browser from the ranking in the page.
// The first part computes as the program does and knows no page; the tests run it in node. The second part is the page.

// Scores within this are ties (scoring/ranking.py).
const TOLERANCE = 1e-9;
// Up to this sum of weights they stay whole numbers; beyond it they are rounded to parts (scoring/expressions.py).
const EXACT = 2n ** 53n / 100n;
const PARTS = 2n ** 46n;
// A smaller lead or lag decides nothing (output/report/first_page.py).
const NOTICED = 0.05;
// Points that can be entered: from 0 to 999999, with at most 6 decimals.
const POINTS = /^\d{1,6}(\.\d{1,6})?$/;

// Fractions are [numerator, denominator] in lowest terms.
const divisor = (a, b) => (b ? divisor(b, a % b) : a);
const lowest = (n, d) => ((by) => [n / by, d / by])(divisor(n < 0n ? -n : n, d));
const plus = ([a, b], [c, d]) => lowest(a * d + c * b, b * d);
const times = ([a, b], [c, d]) => lowest(a * c, b * d);
const over = ([a, b], [c, d]) => lowest(a * d, b * c);
const total = (fractions) => fractions.reduce(plus, [0n, 1n]);
const asNumber = ([n, d]) => Number(`${(n * 10n ** 40n) / d}e-40`);

// Return the fraction that a number or its text writes: "12.5", 1e-7.
function fraction(written) {
  const [digits, exponent = "0"] = String(written).split("e");
  const [whole, decimals = ""] = digits.split(".");
  const shift = BigInt(decimals.length) - BigInt(exponent);
  const n = BigInt(whole + decimals);
  return shift > 0n ? lowest(n, 10n ** shift) : [n * 10n ** -shift, 1n];
}

// Return the difference of two numbers as they are written.
const difference = (one, other) => asNumber(plus(fraction(one), times([-1n, 1n], fraction(other))));

// Return the sum of numbers, rounded once (Shewchuk).
function exactSum(numbers) {
  const parts = [];
  for (let sum of numbers) {
    let kept = 0;
    for (let part of parts) {
      if (Math.abs(sum) < Math.abs(part)) [sum, part] = [part, sum];
      const high = sum + part;
      const low = part - (high - sum);
      if (low) parts[kept++] = low;
      sum = high;
    }
    parts.splice(kept, Infinity, sum);
  }
  return parts.reduce((sum, part) => sum + part, 0);
}

// Return what a saved ranking holds: the nodes that are weighed, each before its members, the actors, and the sites.
function modelOf({ criteria, sites, unknown, weights_of: whose = "tree" }) {
  const scored = ({ value }) => value !== undefined;
  const inside = (members, group) => Object.entries(members).flatMap(([id, entry]) => {
    const below = entry.criteria ? inside(entry.criteria, id) : [];
    const isLeaf = !entry.criteria && scored(sites[0].criteria[id]);
    return isLeaf || below.length ? [{ id, group, isLeaf, points: fraction(entry.weight) }, ...below] : [];
  });
  const nodes = inside(criteria.criteria, "");
  const leaves = nodes.filter((node) => node.isLeaf).map((node) => node.id);
  return {
    nodes, leaves, unknown, whose, actors: criteria.actors ?? {}, rule: criteria.combine,
    sites: sites.map((site) => {
      const parts = leaves.map((id) => site.criteria[id]);
      return { ...site, values: parts.map((part) => part.value), known: parts.map(({ measure: [a, b] }) => a !== null && a === b) };
    }),
  };
}

// Return whose weights can count.
const whoseWeights = ({ actors, rule }) => ["tree", ...(rule ? ["combined"] : []), ...Object.keys(actors)];

// Return the points of every node by id: those of the tree, of an actor, or of all actors combined.
function pointsOf(model, whose) {
  if (whose === "combined") return combined(model);
  const own = model.actors[whose]?.weights ?? {};
  return Object.fromEntries(model.nodes.map(({ id, points }) => [id, id in own ? fraction(own[id]) : points]));
}

// Return the share of the whole of every node by id: members divide that of their group by their points.
function sharesOf({ nodes }, points) {
  const sums = {};
  for (const { id, group } of nodes) sums[group] = plus(sums[group] ?? [0n, 1n], points[id]);
  const shares = { "": [1n, 1n] };
  for (const { id, group } of nodes) {
    shares[id] = sums[group][0] ? over(times(shares[group], points[id]), sums[group]) : [0n, 1n];
  }
  return shares;
}

// Return the actors' weights combined, in per cent of the whole; a group has the sum of its members.
function combined(model) {
  const each = Object.entries(model.actors).map(([id, { share = 1 }]) => [fraction(share), sharesOf(model, pointsOf(model, id))]);
  const all = total(each.map(([share]) => share));
  const mean = (id) => over(total(each.map(([share, shares]) => times(share, shares[id]))), all);
  const logarithm = (id) => each.reduce((sum, [share, shares]) => sum + asNumber(share) * Math.log(asNumber(shares[id])), 0);
  const geometric = (id) => fraction(Math.exp(logarithm(id) / asNumber(all)));
  const alike = (id) => each.every(([, shares]) => shares[id].join() === each[0][1][id].join());
  const rule = model.rule === "mean" ? mean : (id) => (alike(id) ? each[0][1][id] : geometric(id));
  const found = {};
  for (const { id, isLeaf } of model.nodes) if (isLeaf) found[id] = rule(id);
  const whole = total(Object.values(found));
  for (const { id, isLeaf } of [...model.nodes].reverse()) {
    found[id] = isLeaf ? times([100n, 1n], over(found[id], whole))
      : total(model.nodes.filter((node) => node.group === id).map((node) => found[node.id]));
  }
  return found;
}

// Return the weights of the leaves as whole numbers, in their order, and the sum of them.
function wholeWeights({ leaves }, shares) {
  const whole = leaves.map((id) => shares[id][1]).reduce((a, b) => (a / divisor(a, b)) * b, 1n);
  const by = whole <= EXACT ? whole : PARTS;
  const parts = leaves.map((id) => ({ id, floor: (shares[id][0] * by) / shares[id][1], rest: (shares[id][0] * by) % shares[id][1], of: shares[id][1] }));
  const left = Number(by - parts.reduce((sum, { floor }) => sum + floor, 0n));
  const byRest = [...parts].sort((one, other) => Number(other.rest * one.of > one.rest * other.of) - Number(other.rest * one.of < one.rest * other.of));
  for (const part of byRest.slice(0, left)) part.floor += 1n;
  return [parts.map(({ floor }) => Number(floor)), Number(by)];
}

const thatCounts = (low, high, unknown) => (unknown === "low" ? low : unknown === "high" ? high : (low + high) / 2);

// Return what is computed of each site alone, for the shares of the whole.
function scoresOf(model, shares) {
  const [weights, whole] = wholeWeights(model, shares);
  return model.sites.map(({ id, name, status, values, known }) => {
    const sum = (part) => weights.reduce((sum, weight, at) => sum + part(at) * weight, 0) / whole;
    const low = sum((at) => values[at][0]);
    const high = sum((at) => values[at][1]);
    const contributions = weights.map((weight, at) => (thatCounts(...values[at], model.unknown) * weight) / whole);
    return { id, name, status, low, high, score: thatCounts(low, high, model.unknown), coverage: sum((at) => Number(known[at])), contributions };
  });
}

// Return how many of some numbers in rising order are below a limit, or, when it counts itself, not above it.
function below(ordered, limit, itself) {
  let [from, to] = [0, ordered.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ordered[middle] < limit || (itself && ordered[middle] === limit)) from = middle + 1;
    else to = middle;
  }
  return from;
}

// Return a function that ranks a site among others: its rank, whether it is shared, and the best and worst it can be.
function ranksAmong(sites) {
  const [scores, lows, highs] = ["score", "low", "high"].map((key) => Float64Array.from(sites, (site) => site[key]).sort());
  const above = (ordered, score) => ordered.length - below(ordered, score + TOLERANCE, true);
  return ({ score, low, high }) => ({
    rank: 1 + above(scores, score),
    tied: scores.length - above(scores, score) - below(scores, score - TOLERANCE, false) > 1,
    best: 1 + above(lows, high),
    worst: 1 + above(highs, low) - Number(high > low + TOLERANCE),
  });
}

// Return a text that sorts by the characters of an id, as the program orders ids.
const inOrder = (id) => [...id].map((sign) => sign.codePointAt().toString(36).padStart(4, 0)).join("");

// Return the sites with scores and ranks, in order: by rank, then the excluded by the rank that they would have.
function rankedBy(model, points) {
  const sites = scoresOf(model, sharesOf(model, points));
  const part = (excluded) => {
    const some = sites.filter(({ status }) => (status === "excluded") === excluded);
    const ranks = ranksAmong(some);
    const found = some.map((site) => [ranks(site), site]);
    found.sort(([one, a], [other, b]) => one.rank - other.rank || (inOrder(a.id) < inOrder(b.id) ? -1 : 1));
    return found.map(([ranks, site]) => ({ ...site, ...(excluded ? { rank: null, tied: null, best: null, worst: null } : ranks) }));
  };
  return [...part(false), ...part(true)];
}

// Return the criterion with the greatest lead over the mean of the other sites, and the one with the greatest lag.
function decisive(model, ranked, site) {
  const others = ranked.filter((other) => other !== site);
  const leads = model.leaves.map((id, at) => {
    const mean = exactSum(others.map((other) => other.contributions[at])) / others.length;
    return { id, lead: others.length ? difference(site.contributions[at], mean) : 0 };
  });
  const first = (sign) => leads.reduce((most, one) => (sign * one.lead > sign * most.lead ? one : most));
  return [1, -1].map(first).map((one, at) => ([1, -1][at] * one.lead < NOTICED ? null : one));
}

// Numbers as the page's language writes them (i18n/numbers.py): ties to the even digit, as Python rounds.
const inLanguage = (text, language) =>
  language === "sv" ? text.replace(/[,.%]/g, (sign) => ({ ",": "\u00a0", ".": ",", "%": "\u00a0%" })[sign]) : text;
const oneDecimal = (number) => (number % 1 === 0.25 ? number - 0.01 : number).toFixed(1);
const evenWhole = (number) => (number % 1 === 0.5 ? 2 * Math.round(number / 2) : Math.round(number));
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
const percent = (share) =>
  share > TOLERANCE && share < 0.01 ? "<1%" : share > 0.99 && share < 1 - TOLERANCE ? ">99%" : `${evenWhole(share * 100)}%`;
const filled = (form, values) => form.replace(/\{(\w+)\}/g, (_, key) => values[key]);

function span(low, high) {
  const ends = [oneDecimal(low), oneDecimal(high)];
  return ends[0] === ends[1] ? ends[0] : ends.join("–");
}

function signed(number) {
  const size = oneDecimal(Math.abs(number));
  return size === "0.0" ? size : (number > 0 ? "+" : "−") + size;
}

// Return the texts of the page that depend on weights. `words`: names, labels and messages in the page's language.
function textsOf(model, ranked, words) {
  const say = (text) => inLanguage(text, words.language);
  const nameOf = ({ id, name }) => words.names[id] ?? name;
  const named = ranked.filter(({ rank }) => rank !== null);
  const standing = named.slice(0, words.named).map((site) =>
    filled(words.stands, { rank: (site.tied ? "=" : "") + say(grouped(site.rank)), name: nameOf(site) }));
  const mostly = (one) => (one ? `${words.labels[one.id]} (${say(signed(one.lead))})` : "–");
  const withInterval = ({ score, low, high }) =>
    span(low, high).includes("–") ? `${oneDecimal(score)} (${span(low, high)})` : oneDecimal(score);
  return {
    leaders: standing.length ? filled(words.first, { sites: standing.join(", ") }) : words.none,
    first: named.slice(0, words.rows).map((site) => [
      say(grouped(site.rank)), nameOf(site), words.statuses[site.status], say(withInterval(site)),
      ...decisive(model, ranked, site).map(mostly),
    ]),
    ranking: ranked.map(({ score, low, high, rank, tied, best, worst, coverage }) => ({
      score: say(rank === null ? `(${oneDecimal(score)})` : oneDecimal(score)),
      interval: span(low, high).includes("–") ? say(span(low, high)) : "",
      rank: rank === null ? "–" : (tied ? "=" : "") + say(grouped(rank)),
      range: rank === null ? "–" : [...new Set([best, worst])].map((one) => say(grouped(one))).join("–"),
      coverage: say(percent(coverage)),
    })),
  };
}

// Return the first group whose members all have 0 points; undefined where there is none.
const emptyGroup = ({ nodes }, points) =>
  nodes.map(({ group }) => group).find((name) => nodes.every(({ id, group }) => group !== name || !points[id][0]));

// Return whose weights a variant begins with and the points that it changes, as an address tells them, or null.
function variantIn(address, model) {
  const parts = address.replace(/^#weights=/, "").split(",").map((part) => part.split(":"));
  const named = parts.filter(({ length }) => length === 1).flat();
  const changes = Object.fromEntries(parts.filter(({ length }) => length > 1));
  const whose = named[0] ?? model.whose;
  const known = named.length < 2 && whoseWeights(model).includes(whose) && parts.every(([id, points, more]) =>
    more === undefined && (points === undefined || (POINTS.test(points) && model.nodes.some((node) => node.id === id))));
  return known && !emptyGroup(model, pointsWith(model, whose, changes)) ? { whose, changes } : null;
}

// Return the points of every node for those of somebody, with changes.
function pointsWith(model, whose, changes) {
  const own = Object.entries(changes).map(([id, text]) => [id, fraction(text)]);
  return { ...pointsOf(model, whose), ...Object.fromEntries(own) };
}

// Return the address of a variant: only what differs from the decided weights.
const addressOf = ({ whose, changes }, model) =>
  `#weights=${[...(whose === model.whose ? [] : [whose]), ...Object.entries(changes).map((pair) => pair.join(":"))]}`;

// The page: the panel is shown, and what depends on weights gets a copy that follows them. What was decided stays.
async function open() {
  const find = (id) => document.getElementById(id);
  const words = JSON.parse(find("words").textContent);
  const packed = Uint8Array.from(atob(find("ranking").textContent), (sign) => sign.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const model = modelOf(await new Response(unpacked).json());
  const decided = sharesOf(model, pointsOf(model, model.whose));
  const inputs = [...document.querySelectorAll("#try-weights input")];
  const presets = [...document.querySelectorAll("#try-weights button")];
  let variant = { whose: model.whose, changes: {} };
  let copies, waiting;

  const copyOf = (id) => {
    const own = find(id)?.closest(".table") ?? find(id);
    const copy = own?.cloneNode(true);
    copy?.querySelector("[id]")?.removeAttribute("id");
    copy?.removeAttribute("id");
    copy?.classList.add("live");
    own?.classList.add("decided");
    own?.after(copy);
    return copy;
  };
  const copied = () => {
    for (const place of document.querySelectorAll(words.decided)) {
      const note = document.createElement("p");
      note.className = "live note";
      note.textContent = words.shown;
      place.after(note);
    }
    const [sentence, first, all] = words.copies.map(copyOf);
    const rows = all ? [...all.querySelectorAll("tbody tr")] : [];
    return { sentence, first: first?.querySelector("tbody"), rows: new Map(model.sites.map(({ id }, at) => [id, rows[at]])) };
  };

  const rowOf = (cells, { status }) => {
    const row = document.createElement("tr");
    cells.forEach((text, at) => {
      const cell = row.appendChild(document.createElement(at ? "td" : "th"));
      if (!at) cell.scope = "row";
      if (at === 2) cell.className = status;
      cell.textContent = text;
    });
    return row;
  };
  const write = (ranked) => {
    const texts = textsOf(model, ranked, words);
    const ranks = new Map(model.sites.map(({ id, rank }) => [id, rank]));
    const changed = ranked.filter(({ id, rank }) => rank !== ranks.get(id)).length;
    const among = ranked.filter(({ rank }) => rank !== null).length;
    copies ??= copied();
    copies.sentence.textContent = texts.leaders;
    copies.first?.replaceChildren(...texts.first.map((cells, at) => rowOf(cells, ranked[at])));
    ranked.forEach(({ id }, at) => {
      const row = copies.rows.get(id);
      for (const [key, text] of Object.entries(texts.ranking[at])) row.cells[words.columns.indexOf(key)].textContent = text;
      row.parentNode.append(row);
    });
    find("changed").textContent = filled(words.changed, { number: changed, ranked: among });
    find("variant-leaders").textContent = texts.leaders;
  };

  // Set the controls: `edited` keeps what is being typed, and a new beginning gets new ends of the scales.
  const set = (points, shares, edited, anew) => {
    for (const input of inputs) {
      const own = asNumber(points[input.name]);
      const siblings = model.nodes.filter(({ group }) => group === input.dataset.group);
      const most = Math.max(...siblings.map(({ id }) => asNumber(points[id])));
      if (input.type === "range" && (anew || own > input.max)) {
        const power = 10 ** Math.floor(Math.log10(2 * most));
        input.max = power * [1, 2, 5, 10].find((times) => times * power >= 2 * most);
        input.step = input.max / 100;
      }
      if (input !== edited) input.value = +own.toFixed(own < 1 ? 4 : 2);
      find(`share-${input.name}`).textContent = inLanguage(`${oneDecimal(asNumber(shares[input.name]) * 100)}%`, words.language);
    }
  };

  const show = (next, edited) => {
    const anew = !edited;
    const base = pointsOf(model, next.whose);
    const kept = Object.entries(next.changes).filter(([id, text]) => fraction(text).join() !== base[id].join());
    variant = { whose: next.whose, changes: Object.fromEntries(kept) };
    const points = pointsWith(model, variant.whose, variant.changes);
    const shares = sharesOf(model, points);
    const differs = model.leaves.some((id) => shares[id].join() !== decided[id].join());
    set(points, shares, edited, anew);
    if (differs) write(rankedBy(model, points));
    document.body.classList.toggle("variant", differs);
    find("variant").hidden = !differs;
    for (const preset of presets) preset.setAttribute("aria-pressed", preset.value === variant.whose && !kept.length);
    clearTimeout(waiting);
    waiting = setTimeout(() => tell(differs), 400);
  };
  const tell = (differs) => {
    find("heard").textContent = differs ? `${find("changed").textContent} ${find("variant-leaders").textContent}` : words.back;
    const plain = location.href.split("#")[0];
    if (differs) history.replaceState(null, "", plain + addressOf(variant, model));
    else if (location.hash.startsWith("#weights=")) history.replaceState(null, "", plain);
  };

  // Take what was entered where it is valid; where not, say why once it is done, and keep the last valid weights.
  const take = ({ target, type }) => {
    const text = target.value && String(+(+target.value).toFixed(6));
    const changes = { ...variant.changes, [target.name]: text };
    const fault = !POINTS.test(text) ? words.unreadable
      : emptyGroup(model, pointsWith(model, variant.whose, changes)) === undefined ? "" : words.empty;
    const told = find(`fault-${target.dataset.group}`);
    if (!fault) told.textContent = "";
    else if (type === "change") told.textContent = fault;
    if (!fault) show({ ...variant, changes }, target);
    if (type === "change") show(variant);
  };
  const restore = () => {
    const found = variantIn(location.hash, model);
    find("notice").hidden = Boolean(found);
    show(found ?? { whose: model.whose, changes: {} });
  };

  for (const input of inputs) for (const type of ["input", "change"]) input.addEventListener(type, take);
  for (const button of presets) button.addEventListener("click", () => show({ whose: button.value, changes: {} }));
  find("variant").addEventListener("click", ({ target }) => {
    if (target.value) presets[0].focus({ preventScroll: true });
    if (target.value) presets[0].click();
  });
  addEventListener("hashchange", () => {
    if (location.hash.startsWith("#weights=")) restore();
    else show(variant);
  });
  for (const part of document.querySelectorAll(".with-script")) part.hidden = false;
  if (location.hash.startsWith("#weights=")) restore();
  else show(variant);
}

if (typeof module !== "undefined") module.exports = { fraction, modelOf, pointsWith, rankedBy, textsOf, variantIn, addressOf };
else if (globalThis.DecompressionStream) open();
