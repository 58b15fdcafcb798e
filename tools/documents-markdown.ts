/**
 * A Markdown document as the checks see it: what stands on which line.
 *
 *   headings  level, text, and the anchor that GitHub gives it
 *   fences    info string and content, with the lines of the file that they take
 *   links     the targets of links and images, HTML's href and src included
 *   folds     <details> blocks: whether they have a summary, a body, and are closed
 *   items     list items of the outermost lists, and paragraphs that open in bold
 *   words     prose outside of fences, tables and folded text included; how many of them are folded
 *
 * Lines count from 1. A section reaches from its heading to the next one of its level or above.
 *
 * Source: CommonMark as markdown-it reads it; anchors after GitHub's rule (lower case, punctuation
 * dropped, blanks to dashes, repeats numbered).
 *
 * Left out: reference definitions that nothing uses, and HTML beyond the few tags named here.
 */
import MarkdownIt, { type Token } from "markdown-it";

/** A heading, `line` its own and `end` the first line after its section. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly anchor: string;
  readonly line: number;
  readonly end: number;
}

/** A fenced block. `line` is that of the opening fence; the content begins on the next. */
export interface Fence {
  /** The first word of the info string: `ts`. */
  readonly language: string;
  /** What follows it: `fragment`. */
  readonly note: string;
  readonly content: string;
  readonly line: number;
  /** The line of the closing fence. */
  readonly end: number;
}

/** A `<details>` block. */
export interface Fold {
  readonly line: number;
  readonly hasSummary: boolean;
  readonly hasBody: boolean;
  readonly isClosed: boolean;
}

/** The target of a link, as written. */
export interface Link {
  readonly target: string;
  /** In what it stands: Markdown's own link, an image, or HTML. */
  readonly kind: "link" | "image" | "html";
  readonly line: number;
}

/** What the checks read of one document. */
export interface Markdown {
  readonly text: string;
  readonly headings: readonly Heading[];
  readonly fences: readonly Fence[];
  readonly links: readonly Link[];
  readonly folds: readonly Fold[];
  /** Every anchor that a link may name: of headings, and ids given in HTML. */
  readonly anchors: ReadonlySet<string>;
  /** The line of each item: a list's, or a paragraph's that opens in bold. */
  readonly items: readonly number[];
  /** The lines on which something other than a heading begins. */
  readonly blocks: readonly number[];
  readonly words: number;
  readonly foldedWords: number;
}

const markdown = new MarkdownIt({ html: true });

/** What markdown-it makes of a text, for those who read more out of it than stands here. */
export function tokensOf(text: string): readonly Token[] {
  return markdown.parse(text, {});
}

/** Reads one document. Never throws: any text is Markdown. */
export function readMarkdown(text: string): Markdown {
  const tokens = tokensOf(text);
  const lines = lineOf(tokens);
  const headings = headingsOf(tokens, text.split("\n").length);
  return {
    text,
    headings,
    fences: tokens.filter((token) => token.type === "fence").map(fenceOf),
    links: tokens.flatMap((token, at) => linksOf(token, lines[at]!)),
    folds: foldsOf(tokens, lines),
    anchors: new Set([...headings.map((heading) => heading.anchor), ...idsOf(tokens)]),
    items: tokens.flatMap((token, at) => (isItem(token, tokens[at + 1]) ? lines[at]! : [])),
    blocks: tokens.flatMap((token, at) => (isBlock(token, tokens[at - 1]) ? lines[at]! : [])),
    ...wordsIn(tokens),
  };
}

/** The heading of `level` that reads `text`. */
export function headingNamed(document: Markdown, level: number, text: string): Heading | undefined {
  return document.headings.find((heading) => heading.level === level && heading.text === text);
}

/** Those of `things` that stand in the heading's section. */
export function within<T extends number | { readonly line: number }>(
  heading: Heading,
  things: readonly T[],
): readonly T[] {
  return things.filter((thing) => {
    const line = typeof thing === "number" ? thing : thing.line;
    return line > heading.line && line < heading.end;
  });
}

/** Markdown-it gives cells and closing tags no line: they take that of what came before. */
function lineOf(tokens: readonly Token[]): readonly number[] {
  let line = 1;
  return tokens.map((token) => {
    if (token.map !== null) line = token.map[0] + 1;
    return line;
  });
}

function headingsOf(tokens: readonly Token[], lineCount: number): readonly Heading[] {
  const seen = new Map<string, number>();
  const open = tokens.flatMap((token, at) => {
    if (token.type !== "heading_open" || token.map === null) return [];
    const text = plain(tokens[at + 1]);
    const anchor = anchorOf(text, seen);
    return { level: Number(token.tag.slice(1)), text, anchor, line: token.map[0] + 1 };
  });
  return open.map((heading, at) => {
    const next = open.slice(at + 1).find((later) => later.level <= heading.level);
    return { ...heading, end: next?.line ?? lineCount + 1 };
  });
}

/** The anchor that GitHub gives to the first heading of this text. */
export function anchorText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

/** @param seen how often each anchor was given so far; changed */
function anchorOf(text: string, seen: Map<string, number>): string {
  const anchor = anchorText(text);
  const times = seen.get(anchor) ?? 0;
  seen.set(anchor, times + 1);
  return times === 0 ? anchor : `${anchor}-${times}`;
}

function plain(token: Token | undefined): string {
  const kept = token?.children?.filter(({ type }) => type === "text" || type === "code_inline");
  return (kept ?? []).map((child) => child.content).join("");
}

function fenceOf(token: Token): Fence {
  const [language = "", ...note] = token.info.trim().split(/\s+/);
  const [from, to] = token.map ?? [0, 0];
  return { language, note: note.join(" "), content: token.content, line: from + 1, end: to };
}

function linksOf(token: Token, firstLine: number): readonly Link[] {
  if (token.type === "html_block") return htmlTargets(token.content, firstLine);
  let line = firstLine;
  return (token.children ?? []).flatMap((child) => {
    if (child.type === "softbreak" || child.type === "hardbreak") line++;
    if (child.type === "html_inline") return htmlTargets(child.content, line);
    const kind = child.type === "image" ? "image" : "link";
    const attribute = kind === "image" ? "src" : "href";
    const target = child.attrs?.find(([name]) => name === attribute)?.[1];
    return target === undefined ? [] : [{ target: String(target), kind, line }];
  });
}

function htmlTargets(html: string, line: number): readonly Link[] {
  return [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map((match) => ({
    target: match[1]!,
    kind: "html" as const,
    line: line + html.slice(0, match.index).split("\n").length - 1,
  }));
}

function idsOf(tokens: readonly Token[]): readonly string[] {
  const html = tokens
    .flatMap((token) => [token, ...(token.children ?? [])])
    .filter((token) => token.type === "html_block" || token.type === "html_inline");
  return html.flatMap((token) =>
    [...token.content.matchAll(/\s(?:id|name)="([^"]*)"/g)].map((match) => match[1]!),
  );
}

const TAG = /<details\b[^>]*>|<\/details>|<summary\b[^>]*>[\s\S]*?<\/summary>|<[^>]*>|[^<]+/g;

function foldsOf(tokens: readonly Token[], lines: readonly number[]): readonly Fold[] {
  const folds: { line: number; hasSummary: boolean; hasBody: boolean; isClosed: boolean }[] = [];
  const open: typeof folds = [];
  const read = (piece: string, line: number) => {
    if (piece.startsWith("<details")) {
      const fold = { line, hasSummary: false, hasBody: false, isClosed: false };
      folds.push(fold);
      open.push(fold);
    } else if (piece === "</details>") {
      const closed = open.pop();
      if (closed !== undefined) closed.isClosed = true;
    } else if (piece.startsWith("<summary")) {
      const fold = open.at(-1);
      if (fold !== undefined) fold.hasSummary = /\S/.test(piece.replace(/<[^>]*>/g, ""));
    } else if (/^[^<]*\S/.test(piece)) {
      for (const fold of open) fold.hasBody = true;
    }
  };
  tokens.forEach((token, at) => {
    if (token.type === "html_block") {
      let line = lines[at]!;
      for (const [piece] of token.content.matchAll(TAG)) {
        read(piece, line);
        line += piece.split("\n").length - 1;
      }
    } else if (token.content.trim() !== "") {
      for (const fold of open) fold.hasBody = true;
    }
  });
  return folds;
}

function isItem(token: Token, next: Token | undefined): boolean {
  if (token.type === "list_item_open") return token.level === 1;
  if (token.type !== "paragraph_open" || token.level !== 0) return false;
  const first = next?.children?.find((child) => child.content !== "" || child.type !== "text");
  return first?.type === "strong_open";
}

function isBlock(token: Token, before: Token | undefined): boolean {
  if (token.type === "inline") return before?.type !== "heading_open" && token.content !== "";
  return token.type === "fence" || token.type === "code_block" || token.type === "html_block";
}

function wordsIn(tokens: readonly Token[]): Pick<Markdown, "words" | "foldedWords"> {
  let [words, foldedWords, depth] = [0, 0, 0];
  for (const token of tokens) {
    const html = token.type === "html_block" ? token.content : "";
    depth += html.match(/<details\b/g)?.length ?? 0;
    words += wordsOf(token);
    if (depth > 0) foldedWords += wordsOf(token);
    depth -= html.match(/<\/details>/g)?.length ?? 0;
  }
  return { words, foldedWords };
}

function wordsOf(token: Token): number {
  if (token.type === "html_block") return count(token.content.replace(/<[^>]*>/g, " "));
  if (token.type !== "inline") return 0;
  return count((token.children ?? []).map((child) => child.content || " ").join(""));
}

function count(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
