"use strict";
// Weights that can be moved: scores and ranks, computed anew in the reader's browser from the ranking in the page.
// The first part computes as the program does and knows no page; the tests run it in node. The second part is the page.

// Scores within this are ties (scoring/ranking.py).
const TOLERANCE = 1e-9;
// Up to this sum of whole weights, points times 100 are added exactly (scoring/expressions.py).
const EXACT = 2n ** 53n / 100n;
// A smaller lead or lag decides nothing (output/report/first_page.py).
const NOTICED = 0.05;
// Points that can be entered: from 0 to 999999, with at most 6 decimals.
const POINTS = /^\d{1,6}(\.\d{1,6})?$/;

// Fractions are [numerator, denominator] in lowest terms.
const divisor = (a, b) => (b ? divisor(b, a % b) : a);
const lowest = (n, d, by = divisor(n < 0n ? -n : n, d)) => [n / by, d / by];
const plus = ([a, b], [c, d]) => lowest(a * d + c * b, b * d);
const times = ([a, b], [c, d]) => lowest(a * c, b * d);
const over = ([a, b], [c, d]) => lowest(a * d, b * c);
const total = (fractions) => fractions.reduce(plus, [0n, 1n]);
const asNumber = ([n, d]) => Number(`${(n * 10n ** 40n) / d}e-40`);
const differ = (one, other) => one.join() !== other.join();

// Return the fraction that a number or its text writes: "12.5", 1e-7.
function fraction(written) {
  const [digits, exponent = "0"] = `${written}`.split("e");
  const [whole, decimals = ""] = digits.split(".");
  const power = 10n ** BigInt(Math.abs(exponent - decimals.length));
  const n = BigInt(whole + decimals);
  return exponent < decimals.length ? lowest(n, power) : [n * power, 1n];
}

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
  const inside = (members, group) => Object.entries(members).flatMap(([id, entry]) => {
    const below = inside(entry.criteria ?? {}, id);
    const isLeaf = sites[0].criteria[id]?.value !== undefined;
    return isLeaf || below[0] ? [{ id, group, isLeaf, points: fraction(entry.weight) }, ...below] : [];
  });
  const nodes = inside(criteria.criteria, "");
  const leaves = nodes.filter(({ isLeaf }) => isLeaf).map(({ id }) => id);
  const parts = sites.map((site) => leaves.map((id) => site.criteria[id]));
  const values = parts.map((some) => some.map(({ value }) => value));
  const known = parts.map((some) => some.map(({ measure: [low, high] }) => Number(low !== null && low === high)));
  return { nodes, leaves, sites, values, known, unknown, whose, actors: criteria.actors ?? {}, rule: criteria.combine };
}

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
  for (const { id, group } of nodes) shares[id] = over(times(shares[group], points[id]), sums[group]);
  return shares;
}

// Return the actors' weights combined, in per cent of the whole; a group has the sum of its members.
function combined(model) {
  const each = Object.entries(model.actors).map(([id, { share = 1 }]) => [fraction(share), sharesOf(model, pointsOf(model, id))]);
  const all = total(each.map(([share]) => share));
  const logarithm = ([share, shares], id) => asNumber(share) * Math.log(asNumber(shares[id]));
  const means = {
    mean: (id) => over(total(each.map(([share, shares]) => times(share, shares[id]))), all),
    geometric_mean: (id) => fraction(Math.exp(each.reduce((sum, one) => sum + logarithm(one, id), 0) / asNumber(all))),
  };
  const found = Object.fromEntries(model.leaves.map((id) => [id, means[model.rule](id)]));
  const whole = over(total(Object.values(found)), [100n, 1n]);
  for (const { id, isLeaf } of [...model.nodes].reverse()) {
    const members = model.nodes.filter(({ group }) => group === id);
    found[id] = isLeaf ? over(found[id], whole) : total(members.map((member) => found[member.id]));
  }
  return found;
}

// Return the weights of the leaves in their order, and their sum: whole numbers, which floating point adds exactly,
// unless they are too large for that; the program then rounds shares to 1e-14.
function weightsOf({ leaves }, shares) {
  const whole = leaves.map((id) => shares[id][1]).reduce((a, b) => (a / divisor(a, b)) * b);
  const by = whole <= EXACT ? whole : 1n;
  return [leaves.map((id) => asNumber(times(shares[id], [by, 1n]))), Number(by)];
}

const thatCounts = ([low, high], unknown) => ({ low, high, middle: (low + high) / 2 })[unknown];

// Return what is computed of each site alone, for the shares of the whole.
function scoresOf({ sites, values, known, ...model }, shares) {
  const [weights, whole] = weightsOf(model, shares);
  const summed = (parts) => weights.reduce((sum, weight, at) => sum + parts[at] * weight, 0);
  return sites.map(({ id, name, status }, at) => {
    const [lowest, highest] = [0, 1].map((end) => summed(values[at].map((ends) => ends[end])));
    const [low, high, knownWeight] = [lowest, highest, summed(known[at])].map((points) => points / whole);
    const coverage = (100 * whole - (highest - lowest)) / (100 * whole);
    const contributions = values[at].map((ends, part) => (thatCounts(ends, model.unknown) * weights[part]) / whole);
    const score = thatCounts([low, high], model.unknown);
    return { id, name, status, low, high, score, coverage, knownWeight, contributions };
  });
}

// Return a function that ranks a site among others: its rank, whether it is shared, and the best and worst it can be.
function ranksAmong(sites) {
  const [scores, lows, highs] = ["score", "low", "high"].map((key) => Float64Array.from(sites, (site) => site[key]).sort());
  // How many numbers in rising order come before the first that passes; all those after it pass too.
  const before = (ordered, passes) => {
    let [from, to] = [0, ordered.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (passes(ordered[middle])) to = middle;
      else from = middle + 1;
    }
    return from;
  };
  const above = (ordered, score) => sites.length - before(ordered, (other) => other > score + TOLERANCE);
  return ({ score, low, high }) => ({
    rank: 1 + above(scores, score),
    tied: sites.length - above(scores, score) - before(scores, (other) => other >= score - TOLERANCE) > 1,
    best: 1 + above(lows, high),
    worst: 1 + above(highs, low) - (high > low + TOLERANCE),
  });
}

// Return a text that sorts by the characters of an id, as the program orders ids.
const inOrder = (id) => [...id].map((sign) => sign.codePointAt().toString(36).padStart(4, 0)).join("");

// Return the sites with scores and ranks, in order: by rank, then the excluded by the rank that they would have.
function rankedBy(model, points) {
  const sites = scoresOf(model, sharesOf(model, points));
  const none = { rank: null, tied: null, best: null, worst: null };
  return [false, true].flatMap((excluded) => {
    const some = sites.filter(({ status }) => (status === "excluded") === excluded);
    const ranks = ranksAmong(some);
    return some.map((site) => ({ ...site, ...ranks(site) }))
      .sort((one, other) => one.rank - other.rank || (inOrder(one.id) < inOrder(other.id) ? -1 : 1))
      .map((site) => (excluded ? { ...site, ...none } : site));
  });
}

// Return the criterion with the greatest lead over the mean of the other sites, and the one with the greatest lag.
function decisive({ leaves }, ranked, site) {
  const others = ranked.filter((other) => other !== site);
  const leads = leaves.map((id, at) => {
    const mean = exactSum(others.map((other) => other.contributions[at])) / others.length;
    return { id, lead: others[0] ? asNumber(plus(fraction(site.contributions[at]), fraction(-mean))) : 0 };
  });
  return [1, -1].map((sign) => leads.reduce((most, one) => (sign * one.lead > sign * most.lead ? one : most)))
    .map((most, at) => ([1, -1][at] * most.lead < NOTICED ? null : most));
}

// Numbers as the program writes them (i18n/numbers.py): ties to the even digit, as Python rounds.
const oneDecimal = (number) => (number % 1 === 0.25 ? number - 0.01 : number).toFixed(1);
const percent = (share) => {
  const [number, whole] = [share * 100, Math.round(share * 100)];
  return share > TOLERANCE && number < 1 ? "<1%" : share < 1 - TOLERANCE && share > 0.99 ? ">99%"
    : `${number % 1 === 0.5 ? 2 * Math.round(number / 2) : whole}%`;
};
const grouped = (number) => `${number}`.replace(/\B(?=(\d{3})+$)/g, ",");
const signed = (number, size = oneDecimal(Math.abs(number))) => (size === "0.0" ? "" : number > 0 ? "+" : "−") + size;
const span = (...ends) => [...new Set(ends)].join("–");
const filled = (form, values) => form.replace(/\{(\w+)\}/g, (_, key) => values[key]);
const inLanguage = (text, language) => (language === "sv" ? text.replace(/[,.%]/g, (sign) => SWEDISH[sign]) : text);
const SWEDISH = { ",": "\u00a0", ".": ",", "%": "\u00a0%" };

// Return the texts of the page that depend on weights. `words`: names, labels and messages in the page's language.
function textsOf(model, ranked, words) {
  const say = (text) => inLanguage(text, words.language);
  const nameOf = ({ id, name }) => words.names[id] ?? name;
  const rankOf = ({ rank, tied }) => (tied ? "=" : "") + say(grouped(rank));
  const named = ranked.filter(({ rank }) => rank);
  const standing = named.slice(0, words.named).map((site) => filled(words.stands, { rank: rankOf(site), name: nameOf(site) }));
  const ends = ({ low, high }) => (oneDecimal(low) === oneDecimal(high) ? "" : say(span(oneDecimal(low), oneDecimal(high))));
  return {
    leaders: named[0] ? filled(words.first, { sites: standing.join(", ") }) : words.none,
    first: named.slice(0, words.rows).map((site) => [
      say(grouped(site.rank)), nameOf(site), words.statuses[site.status],
      say(oneDecimal(site.score)) + (ends(site) && ` (${ends(site)})`),
      ...decisive(model, ranked, site).map((one) => (one ? `${words.labels[one.id]} (${say(signed(one.lead))})` : "–")),
    ]),
    ranking: ranked.map((site) => ({
      score: say(site.rank ? oneDecimal(site.score) : `(${oneDecimal(site.score)})`),
      interval: ends(site),
      rank: site.rank ? rankOf(site) : "–",
      range: site.rank ? span(say(grouped(site.best)), say(grouped(site.worst))) : "–",
      coverage: say(percent(site.coverage)),
      known_weight: say(percent(site.knownWeight)),
    })),
  };
}

// Return the points of every node for a variant: those of somebody, with changes.
const pointsWith = (model, { whose, changes }) =>
  Object.assign(pointsOf(model, whose), Object.fromEntries(Object.entries(changes).map(([id, text]) => [id, fraction(text)])));

// Return whether the members of a group all have 0 points.
const hasEmptyGroup = ({ nodes }, points) =>
  nodes.some(({ group }) => nodes.every((node) => node.group !== group || !points[node.id][0]));

// Return the address of a variant: only what differs from the decided weights.
const addressOf = ({ whose, changes }, model) =>
  `#weights=${[...(whose === model.whose ? [] : [whose]), ...Object.entries(changes).map((pair) => pair.join(":"))]}`;

// Return the variant that an address tells, or null where it does not fit the report.
function variantIn(address, model) {
  const parts = address.replace("#weights=", "").split(",").map((part) => part.split(":"));
  const [whose = model.whose, ...more] = parts.filter(({ length }) => length === 1).flat();
  const changed = parts.filter(({ length }) => length > 1);
  const known = ["tree", ...(model.rule ? ["combined"] : []), ...Object.keys(model.actors)].includes(whose)
    && changed.every(([id, points, more]) => !more && POINTS.test(points) && model.nodes.some((node) => node.id === id));
  const variant = { whose, changes: Object.fromEntries(changed) };
  return known && !more[0] && !hasEmptyGroup(model, pointsWith(model, variant)) ? variant : null;
}

// The page: the panel is shown, and what depends on weights gets a copy that follows them. What was decided stays.
async function open() {
  const find = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const words = JSON.parse(find("words").textContent);
  const packed = Uint8Array.from(atob(find("ranking").textContent), (sign) => sign.charCodeAt());
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const model = modelOf(await new Response(unpacked).json());
  const [inputs, presets] = [all("#try-weights input"), all("#try-weights button")];
  const decided = { whose: model.whose, changes: {} };
  const decidedShares = sharesOf(model, pointsWith(model, decided));
  let variant, copies, waiting;

  const added = (parent, name, text) => Object.assign(parent.appendChild(document.createElement(name)), { textContent: text });
  const copyOf = (id) => {
    const own = find(id)?.closest(".table, p");
    const copy = own?.cloneNode(true) ?? document.createElement("p");
    for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
    copy.classList.add("live");
    own?.classList.add("decided");
    own?.after(copy);
    return copy;
  };
  const copied = () => {
    for (const place of all(words.decided)) {
      const note = added(place.parentNode, "p", words.shown);
      note.className = "live note";
      if (place.matches("h2, h3")) place.after(note);
      else place.before(note);
    }
    const [sentence, first, ranking] = words.copies.map(copyOf);
    const rows = [...ranking.querySelectorAll("tbody tr")];
    return { sentence, first: first.querySelector("tbody"), rows: new Map(model.sites.map(({ id }, at) => [id, rows[at]])) };
  };

  const write = (ranked) => {
    const texts = textsOf(model, ranked, words);
    const before = new Map(model.sites.map(({ id, rank }) => [id, rank]));
    const number = ranked.filter(({ id, rank }) => rank !== before.get(id)).length;
    copies ??= copied();
    copies.first?.replaceChildren();
    texts.first.forEach((cells, at) => {
      const row = added(copies.first, "tr", "");
      cells.forEach((text, column) => added(row, column ? "td" : "th", text));
      row.cells[0].scope = "row";
      row.cells[2].className = ranked[at].status;
    });
    ranked.forEach(({ id }, at) => {
      const row = copies.rows.get(id);
      for (const [key, text] of Object.entries(texts.ranking[at])) row.cells[words.columns.indexOf(key)].textContent = text;
      row.parentNode.append(row);
    });
    find("changed").textContent = filled(words.changed, { number, ranked: ranked.filter(({ rank }) => rank).length });
    find("variant-leaders").textContent = copies.sentence.textContent = texts.leaders;
  };

  // Set the controls, but not the one that is being edited; when nothing is, sliders get new ends.
  const set = (points, shares, edited) => {
    for (const input of inputs) {
      const siblings = model.nodes.filter(({ group }) => group === input.dataset.group);
      const most = 2 * Math.max(...siblings.map(({ id }) => asNumber(points[id])));
      const value = asNumber(points[input.name]);
      if (input.type === "range" && (!edited || value > input.max)) {
        const power = 10 ** Math.floor(Math.log10(most));
        input.max = power * [1, 2, 5, 10].find((times) => times * power >= most);
        input.step = input.max / 100;
      }
      if (input !== edited) input.value = +value.toFixed(value < 1 ? 4 : 2);
      find(`share-${input.name}`).textContent = inLanguage(`${oneDecimal(asNumber(shares[input.name]) * 100)}%`, words.language);
    }
  };

  const show = (next, edited) => {
    const base = pointsOf(model, next.whose);
    const changes = Object.entries(next.changes).filter(([id, text]) => differ(fraction(text), base[id]));
    variant = { whose: next.whose, changes: Object.fromEntries(changes) };
    const points = pointsWith(model, variant);
    const shares = sharesOf(model, points);
    const isOther = model.leaves.some((id) => differ(shares[id], decidedShares[id]));
    const top = edited?.getBoundingClientRect().top;
    if (isOther) write(rankedBy(model, points));
    document.body.classList.toggle("variant", isOther);
    find("variant").hidden = !isOther;
    find("notice").hidden = true;
    set(points, shares, edited);
    for (const preset of presets) preset.ariaPressed = preset.value === variant.whose && !changes[0];
    if (edited) scrollBy(0, edited.getBoundingClientRect().top - top);
    clearTimeout(waiting);
    waiting = setTimeout(tell, 400, isOther);
  };
  const tell = (isOther) => {
    find("heard").textContent = isOther ? `${find("changed").textContent} ${copies.sentence.textContent}` : words.back;
    const [page] = location.href.split("#");
    if (isOther) history.replaceState(null, "", page + addressOf(variant, model));
    else if (isVariant()) history.replaceState(null, "", page);
  };
  const isVariant = () => location.hash.startsWith("#weights=");

  // Take what was entered where it is valid; where not, say why once it is done, and keep the last valid weights.
  const take = ({ target, type }) => {
    const changes = { ...variant.changes, [target.name]: target.value && `${+(+target.value).toFixed(6)}` };
    const fault = !POINTS.test(changes[target.name]) ? words.unreadable
      : hasEmptyGroup(model, pointsWith(model, { ...variant, changes })) ? words.empty : "";
    if (!fault || type === "change") find(`fault-${target.dataset.group}`).textContent = fault;
    if (!fault) show({ ...variant, changes }, target);
    else if (type === "change") show(variant);
  };
  const restore = () => {
    const found = isVariant() ? variantIn(location.hash, model) : variant ?? decided;
    show(found ?? decided);
    find("notice").hidden = Boolean(found);
  };

  for (const input of inputs) input.oninput = input.onchange = take;
  for (const preset of presets) preset.onclick = () => show({ whose: preset.value, changes: {} });
  find("back").onclick = () => {
    presets[0].focus({ preventScroll: true });
    show(decided);
  };
  onhashchange = restore;
  for (const part of all(".with-script")) part.hidden = false;
  restore();
}

if (typeof module !== "undefined") module.exports = { modelOf, pointsWith, rankedBy, textsOf, variantIn, addressOf };
else if (globalThis.DecompressionStream) open();
