// Run the script of a page on the ranking of that page, with other weights: reads {script, ranking, words, cases} as JSON
// from standard input. A case is {whose, changes} or an address; written are the sites in their order, the texts of the
// page, the address of the case, and the variant that its address tells.
"use strict";
const Module = require("node:module");
const { readFileSync } = require("node:fs");

const { script, ranking, words, cases } = JSON.parse(readFileSync(0, "utf8"));
const loaded = new Module("weights");
loaded._compile(script, "weights.js");
const { modelOf, pointsWith, rankedBy, textsOf, variantIn, addressOf } = loaded.exports;

const model = modelOf(ranking);
const answer = ({ whose = model.whose, changes = {}, address = addressOf({ whose, changes }, model) }) => {
  const ranked = rankedBy(model, pointsWith(model, { whose, changes }));
  const sites = ranked.map(({ contributions, ...site }) => site);
  return { sites, texts: textsOf(model, ranked, words), address, variant: variantIn(address, model) };
};
process.stdout.write(JSON.stringify(cases.map(answer)));
