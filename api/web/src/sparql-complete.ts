// What the editor completes: variables, prefixes, classes and properties of this graph, and things
// by their name, which are asked of the service.
import {
  pickedCompletion, type Completion, type CompletionContext, type CompletionResult,
} from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import type { EditorView } from "@codemirror/view";

interface Known {
  prefixes: Record<string, string>;
  terms: { name: string; label: string; sort: "class" | "property"; count: number }[];
}

interface Hit {
  thing: { iri: string; kind: string; slug: string; name: { nl: string; en: string } };
  matched: string;
}

const MOST = 40;
const MOST_HITS = 10;
const LEAST = 3;
const LOCAL = /^[A-Za-z0-9][A-Za-z0-9-]*$/;
const KEYWORDS = [
  "SELECT", "DISTINCT", "WHERE", "CONSTRUCT", "ASK", "DESCRIBE", "PREFIX", "FILTER", "OPTIONAL",
  "UNION", "MINUS", "BIND", "VALUES", "GRAPH", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "OFFSET",
  "COUNT", "SUM", "AVG", "MIN", "MAX", "GROUP_CONCAT", "NOT EXISTS", "EXISTS", "COALESCE", "LANG",
  "STR", "YEAR", "CONTAINS", "LCASE", "REGEX",
];

let known: Promise<Known> | undefined;

function terms(): Promise<Known> {
  known ??= ask<Known>(`/sparql/terms?lang=${document.documentElement.lang}`).catch((failure: unknown) => {
    known = undefined;
    throw failure;
  });
  return known;
}

async function ask<T>(address: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(address, signal ? { signal } : {});
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as T;
}

/** Completes where the cursor stands; ``words`` name the sorts of terms. */
export function complete(words: Record<string, string>) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const here = syntaxTree(context.state).resolveInner(context.pos, -1).name;
    if (/string|comment/.test(here)) return null;
    try {
      return await found(context, words);
    } catch {
      return null; // the service is away: one can type on
    }
  };
}

async function found(context: CompletionContext, words: Record<string, string>): Promise<CompletionResult | null> {
  const name = context.matchBefore(/(?<!["'])@\p{L}[\p{L}\p{N} .&'-]*/u);
  if (name) return result(name.from, await things(context, name.text.slice(1)));
  const word = context.matchBefore(/[?$<]?[\p{L}_][\p{L}\p{N}_-]*(:[\p{L}\p{N}_-]*)?|[?$]/u);
  if (!word) return context.explicit ? result(context.pos, await offered(words, "")) : null;
  if (/^[?$]/.test(word.text)) return result(word.from, variables(context, word.text));
  if (word.text.startsWith("<")) return null;
  const [prefix = "", local] = word.text.split(":");
  const line = context.state.doc.lineAt(word.from);
  if (/PREFIX\s+$/i.test(line.text.slice(0, word.from - line.from))) {
    return result(word.from, await declarations(prefix));
  }
  if (local !== undefined) {
    const { prefixes } = await terms();
    const thing = prefixes[prefix]?.includes("/id/") && prefix !== "bgi";
    return result(word.from, thing ? await things(context, local, prefix) : await offered(words, word.text));
  }
  const byName = word.text.length >= LEAST ? await things(context, word.text) : [];
  return result(word.from, [...keywords(word.text), ...(await offered(words, word.text)), ...byName]);
}

/** The service has chosen; the editor filters no further. */
function result(from: number, options: Completion[]): CompletionResult | null {
  return options.length ? { from, options: options.slice(0, MOST), filter: false } : null;
}

function variables(context: CompletionContext, typed: string): Completion[] {
  const all = context.state.doc.toString().match(/[?$]\w+/g) ?? [];
  return [...new Set(all)]
    .filter((each) => each.startsWith(typed) && each !== typed)
    .map((label) => ({ label, type: "variable" }));
}

function keywords(typed: string): Completion[] {
  const start = typed.toUpperCase();
  return KEYWORDS.filter((each) => each.startsWith(start)).map((label) => ({ label, type: "keyword" }));
}

async function declarations(typed: string): Promise<Completion[]> {
  return Object.entries((await terms()).prefixes)
    .filter(([prefix]) => prefix.startsWith(typed.toLowerCase()))
    .map(([prefix, iri]) => ({ label: `${prefix}: <${iri}>`, type: "namespace" }));
}

/** Terms whose name or label has what is typed; those that start with it come first. */
async function offered(words: Record<string, string>, typed: string): Promise<Completion[]> {
  const wanted = typed.toLowerCase();
  const rank = (name: string, label: string): number => {
    const local = name.slice(name.indexOf(":") + 1);
    const texts = [name, local, label].map((text) => text.toLowerCase());
    if (texts.some((text) => text.startsWith(wanted))) return 0;
    return texts.some((text) => text.includes(wanted)) ? 1 : 2;
  };
  return (await terms()).terms
    .map((term) => ({ term, rank: rank(term.name, term.label) }))
    .filter((each) => each.rank < 2)
    .sort((one, other) => one.rank - other.rank)
    .map(({ term }) => ({
      label: term.name,
      detail: `${term.label} · ${words[term.sort] ?? ""}`,
      type: term.sort,
      apply: inserting(term.name),
    }));
}

async function things(context: CompletionContext, typed: string, kind = ""): Promise<Completion[]> {
  const text = typed.trim().replaceAll(kind ? "-" : "\n", " ");
  if (!text) return [];
  const asked = new AbortController();
  context.addEventListener("abort", () => asked.abort(), { onDocChange: true });
  const query = new URLSearchParams({ q: text, limit: String(kind ? MOST : MOST_HITS) });
  const { hits } = await ask<{ hits: Hit[] }>(`/api/v1/search?${query}`, asked.signal);
  const language = document.documentElement.lang === "en" ? "en" : "nl";
  return hits
    .filter(({ thing }) => !kind || thing.kind === kind)
    .map(({ thing, matched }) => {
      const name = thing.name[language] || thing.name.nl || thing.name.en;
      const iri = LOCAL.test(thing.slug) ? `${thing.kind}:${thing.slug}` : `<${thing.iri}>`;
      return {
        label: matched === name ? name : `${matched} (${name})`,
        detail: iri,
        type: "text",
        apply: inserting(iri, name),
      };
    });
}

/** Puts a name in, declares its prefix at the top, and says at the end of the line what it is. */
function inserting(name: string, comment = "") {
  return (view: EditorView, completion: Completion, from: number, to: number): void => {
    void terms().then(({ prefixes }) => {
      const prefix = name.startsWith("<") ? "" : name.slice(0, name.indexOf(":"));
      const declared = !prefix || new RegExp(`prefix\\s+${prefix}:`, "i").test(view.state.doc.toString());
      const head = declared ? "" : `PREFIX ${prefix}: <${prefixes[prefix] ?? ""}>\n`;
      const end = view.state.doc.lineAt(to).to;
      const changes = [{ from, to, insert: name }];
      if (comment) changes.push({ from: end, to: end, insert: ` # ${comment.replace(/\s+/g, " ")}` });
      if (head) changes.push({ from: 0, to: 0, insert: head });
      view.dispatch({
        changes,
        selection: { anchor: from + head.length + name.length },
        annotations: pickedCompletion.of(completion),
        userEvent: "input.complete",
      });
    });
  };
}
