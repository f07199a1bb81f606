// The editor of the SPARQL page. It lives in a shadow root: there CodeMirror adopts constructed
// style sheets, so that the page's policy needs no exception for inline styles.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState, Prec, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, keymap, lineNumbers, type DecorationSet } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { complete } from "./sparql-complete";

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--modality-announced)", fontWeight: "600" },
  { tag: tags.comment, color: "var(--ink-soft)", fontStyle: "italic" },
  { tag: tags.string, color: "var(--modality-decided)" },
  { tag: [tags.variableName, tags.special(tags.variableName), tags.local(tags.variableName)],
    color: "var(--modality-explored)" },
  { tag: [tags.atom, tags.link, tags.tagName, tags.meta], color: "var(--accent)" },
  { tag: [tags.number, tags.bool], color: "var(--modality-requested)" },
]);

const THEME = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--surface)", fontSize: ".9375rem",
    border: "1px solid var(--edge)", borderRadius: ".375rem" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'DejaVu Sans Mono', monospace", lineHeight: "1.5",
    minHeight: "14rem", maxHeight: "60vh", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: ".5rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--ink-soft)",
    borderRight: "1px solid var(--rule)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "var(--accent-soft)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)", color: "var(--ink)" },
  ".cm-tooltip": { backgroundColor: "var(--surface)", color: "var(--ink)",
    border: "1px solid var(--edge)", borderRadius: ".375rem", maxWidth: "92vw" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxWidth: "92vw" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".25rem .5rem", minHeight: "1.5rem",
    whiteSpace: "normal" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent-soft)",
    color: "var(--ink)", outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-completionDetail": { color: "var(--ink-soft)", fontStyle: "normal" },
  ".cm-completionMatchedText": { textDecoration: "none" },
  ".cm-error": { textDecoration: "underline wavy var(--modality-rejected)", textUnderlineOffset: ".2em" },
});

const setError = StateEffect.define<{ from: number; to: number; message: string } | undefined>();

/** The word that is underlined. What is wrong with it stands below the editor, and as its title. */
const error = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marked, { changes, effects }) => {
    const effect = effects.find((each) => each.is(setError));
    if (!effect) return marked.map(changes);
    const { from, to, message } = effect.value ?? { from: 0, to: 0, message: "" };
    if (from === to) return Decoration.none;
    return Decoration.set(Decoration.mark({ class: "cm-error", attributes: { title: message } }).range(from, to));
  },
  provide: (field) => EditorView.decorations.from(field),
});

export class QueryEditor {
  readonly #view: EditorView;

  constructor(host: HTMLElement, text: string, run: () => void) {
    const words = host.dataset as Record<string, string>;
    const root = host.attachShadow({ mode: "open" });
    const state = EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }])),
        keymap.of([...completionKeymap, ...closeBracketsKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
        lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(),
        EditorView.lineWrapping,
        StreamLanguage.define(sparql), syntaxHighlighting(COLOURS), THEME, error,
        autocompletion({ override: [complete(words)], icons: false, activateOnTypingDelay: 150 }),
        EditorState.phrases.of({ Completions: words["terms"] ?? "" }),
        EditorView.contentAttributes.of({ "aria-label": words["label"] ?? "" }),
      ],
    });
    this.#view = new EditorView({ state, parent: root, root });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  set text(text: string) {
    if (text === this.text) return;
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
  }

  focus(): void {
    this.#view.focus();
  }

  /** Underlines the word at a place, counted from one in signs, or nothing. */
  mark(line: number, column: number, message: string): void {
    const { state } = this.#view;
    const from = this.#at(line, column);
    const rest = state.sliceDoc(from, state.doc.lineAt(from).to);
    const to = from + Math.max(/^[^\s{}()[\];,]+/.exec(rest)?.[0].length ?? 0, rest ? 1 : 0);
    const at = to > from ? from : Math.max(0, from - 1);
    this.#view.dispatch({ effects: setError.of({ from: at, to, message }) });
  }

  unmark(): void {
    this.#view.dispatch({ effects: setError.of(undefined) });
  }

  go(line: number, column: number): void {
    const anchor = this.#at(line, column);
    this.#view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    this.#view.focus();
  }

  #at(line: number, column: number): number {
    const { doc } = this.#view.state;
    const { from, text } = doc.line(Math.max(1, Math.min(line, doc.lines)));
    return from + [...text].slice(0, Math.max(0, column - 1)).join("").length;
  }
}
