// Asks the endpoint in the first argument as programs in JavaScript do, and prints what it said.
import { SparqlEndpointFetcher } from "fetch-sparql-endpoint";

const [endpoint, select, construct] = process.argv.slice(2);
const fetcher = new SparqlEndpointFetcher();

async function gathered(stream, shown) {
  const items = [];
  for await (const item of stream) items.push(shown(item));
  return items.sort();
}

const rows = await gathered(await fetcher.fetchBindings(endpoint, select), (row) =>
  Object.fromEntries(Object.entries(row).map(([name, term]) => [name, term.value])),
);
const triples = await gathered(await fetcher.fetchTriples(endpoint, construct), (triple) =>
  [triple.subject.value, triple.predicate.value, triple.object.value].join(" "),
);
const yes = await fetcher.fetchAsk(endpoint, "ASK { ?s ?p ?o }");
console.log(JSON.stringify({ rows, triples, yes }));
