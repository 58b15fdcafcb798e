/**
 * An entry's Markdown as a part of one document: the learner's words as they are, fitted in.
 *
 *   ## What was chosen        ──▶  #### What was chosen      under the entry's own heading
 *   <!-- a hint -->           ──▶                            comments go, and the template's headings with nothing under them
 *   [notes](notes.md)         ──▶  [notes](../journal/notes.md)     where the document lies elsewhere
 *   [1]: https://a            ──▶  [1-2]: https://a          where another entry's [1] is something else
 *
 * What an entry opens and does not close (a fence, a comment, a tag) would take in all that follows it. A fence is
 * closed; where that does not do, the entry stands between fences, as text.
 *
 * Left out: links that go to a heading of the same entry, and code spans of several lines.
 */
import { posix } from "node:path";
import { isTemplateHeading } from "./entry.ts";
import { type Part, partsOf, tokensOf } from "./words.ts";

const HEADING_MAX = 6;
/** A code span, which ends at as many backticks as it began with; backticks that begin none; or what has none. */
const SPAN_OR_TEXT = /(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|`+|[^`]+/g;
const PROBE = "what follows is a heading";

export interface Fitting {
  /** The level that the entry's highest heading gets. */
  readonly level: number;
  /** Folders of the entry and of the document, with slashes, to be compared with each other. */
  readonly from: string;
  readonly to: string;
  /** By label as Markdown compares them, where the document's references lead; added to. */
  readonly references: Map<string, string>;
}

export function fitted(body: string, { level, from, to, references }: Fitting): string {
  const kept = closed(headingsAt(level, withoutEmptyParts(withoutComments(body))));
  const renames = renamed(kept, references);
  const lines = outsideCode(kept, (text) => relabelled(relinked(text, from, to), renames));
  return lines.replace(/^\n+|\s+$/g, "");
}

/** Comments that are lines of their own, and those within lines. */
function withoutComments(body: string): string {
  const lines = body.split("\n");
  const gone = new Set<number>();
  for (const { type, content, map } of tokensOf(body)) {
    const isComment = content.replace(/<!--.*?-->/gs, "").trim() === "";
    if (type !== "html_block" || map === null || !isComment) continue;
    for (let line = map[0]; line < map[1]; line++) gone.add(line);
  }
  const kept: string[] = [];
  for (const [index, line] of lines.entries()) {
    // What a comment parted stays parted, by one blank line.
    const isNext = gone.has(index - 1) && line.trim() === "" && kept.at(-1) === "";
    if (!gone.has(index) && !isNext) kept.push(line);
    else if (gone.has(index) && (kept.at(-1) ?? "").trim() !== "") kept.push("");
  }
  return outsideCode(kept.join("\n"), (text) => text.replace(/<!--.*?-->/g, ""));
}

/** Without the template's headings that have nothing under them, nor under one of theirs; where a link leads, that stays. */
function withoutEmptyParts(body: string): string {
  const parts = partsOf(body);
  const lines = body.split("\n");
  const kept = parts.flatMap(({ level, title, hasContent, from, below, to }, index) => {
    const after = parts.slice(index + 1);
    const end = after.findIndex((each) => each.level <= level);
    const own = after.slice(0, end === -1 ? undefined : end);
    const isEmpty = !hasContent && own.every((each) => isEmptied(each));
    if (level === 0 || !isTemplateHeading(title) || !isEmpty) {
      return lines.slice(from, to);
    }
    const left = lines.slice(below, to).filter((line) => line.trim() !== "");
    return left.length === 0 ? [] : [...left, ""];
  });
  return [...lines.slice(0, parts[0]?.from), ...kept].join("\n").replace(/\n+$/, "");
}

function isEmptied({ title, hasContent }: Part): boolean {
  return !hasContent && isTemplateHeading(title);
}

/** Headings moved so that the highest is at `level`; all become lines with #. */
function headingsAt(level: number, body: string): string {
  const lines: (string | undefined)[] = body.split("\n");
  const tokens = tokensOf(body);
  const headings = tokens.filter((token) => token.type === "heading_open" && token.level === 0);
  const depth = (tag: string) => Number(tag.slice(1));
  const highest = Math.min(...headings.map(({ tag }) => depth(tag)));
  for (const { tag, map, markup } of headings) {
    if (map === null) continue;
    const marks = "#".repeat(Math.min(HEADING_MAX, depth(tag) - highest + level));
    const own = lines.slice(map[0], map[1]).map((line) => (line ?? "").trim());
    const text = markup.startsWith("#")
      ? own[0]!.replace(/^#+\s*/, "")
      : own.slice(0, -1).join(" ");
    lines[map[0]] = `${marks} ${text}`.trimEnd();
    lines.fill(undefined, map[0] + 1, map[1]);
  }
  return lines.filter((line) => line !== undefined).join("\n");
}

/** `body` so that what follows it is outside of it. */
function closed(body: string): string {
  const last = tokensOf(body).findLast(({ type }) => type === "fence");
  const ends = ["", ...(last === undefined ? [] : [`\n${last.markup}`])];
  const end = ends.find((each) => isContained(body + each));
  if (end !== undefined) return body + end;
  const longest = Math.max(2, ...[...body.matchAll(/`+/g)].map(([marks]) => marks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}markdown\n${body}\n${fence}`;
}

function isContained(body: string): boolean {
  const tokens = tokensOf(`${body}\n\n# ${PROBE}\n`);
  const at = tokens.findLastIndex((token) => token.type === "heading_open" && token.level === 0);
  return tokens[at + 1]?.content === PROBE;
}

/** Changes text, and leaves code between fences and in spans as it is. */
function outsideCode(body: string, change: (text: string) => string): string {
  const code = new Set<number>();
  for (const { type, map } of tokensOf(body)) {
    if ((type !== "fence" && type !== "code_block") || map === null) continue;
    for (let line = map[0]; line < map[1]; line++) code.add(line);
  }
  const lines = body.split("\n").map((line, index) => {
    if (code.has(index)) return line;
    return line.replace(SPAN_OR_TEXT, (piece) => (piece.startsWith("`") ? piece : change(piece)));
  });
  return lines.join("\n");
}

function relinked(text: string, from: string, to: string): string {
  if (from === to) return text;
  const moved = (link: string) => {
    const bare = link.startsWith("<") ? link.slice(1, -1) : link;
    const there = rebased(bare, from, to);
    return link.startsWith("<") ? `<${there}>` : there;
  };
  return text
    .replace(
      /(\]\(\s*)(<[^<>]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)/g,
      (_, head, link) => head + moved(link),
    )
    .replace(/^( {0,3}\[[^\]]+\]:\s*)(<[^<>]*>|\S+)/, (_, head, link) => head + moved(link))
    .replace(/(\s(?:src|href)=")([^"]*)(?=")/g, (_, head, link) => head + moved(link));
}

/** A link of a document in `from`, for one in `to`; what is not relative stays. */
function rebased(link: string, from: string, to: string): string {
  if (link === "" || /^([a-z][a-z0-9+.-]*:|[/#?])/i.test(link)) return link;
  const [, path = "", rest = ""] = /^([^?#]*)(.*)$/.exec(link) ?? [];
  const there = posix.relative(to, posix.join(from, path));
  return `${there}${path.endsWith("/") ? "/" : ""}${rest}`;
}

/** By label, the new one of each that leads elsewhere in the document so far; keeps where the entry's lead. */
function renamed(body: string, references: Map<string, string>): ReadonlyMap<string, string> {
  const env: { references?: Record<string, { readonly href: string }> } = {};
  tokensOf(body, env);
  const renames = new Map<string, string>();
  for (const [label, { href }] of Object.entries(env.references ?? {})) {
    let name = label;
    for (let copy = 2; (references.get(name) ?? href) !== href; copy++) name = `${label}-${copy}`;
    references.set(name, href);
    if (name !== label) renames.set(label, name.toLowerCase());
  }
  return renames;
}

/** Labels by their new names: [a]: …, [text][a], [a][] and [a]. */
function relabelled(text: string, renames: ReadonlyMap<string, string>): string {
  if (renames.size === 0) return text;
  const nameOf = (label: string) => renames.get(label.trim().replace(/\s+/g, " ").toUpperCase());
  return text.replace(
    /(?<!\\)\[([^[\]]+)\](\[\]|\[([^[\]]+)\]|(?=:)|(?!\())/g,
    (
      all: string,
      label: string,
      _tail: string,
      second: string | undefined,
      at: number,
      whole: string,
    ) => {
      const name = nameOf(second ?? label);
      if (name === undefined) return all;
      // What it belongs to was parted from it by a code span, or by brackets of its own.
      if (second === undefined && whole[at - 1] === "]") return `[${name}]`;
      if (second !== undefined) return `[${label}][${name}]`;
      const isDefinition = whole[at + all.length] === ":" && whole.slice(0, at).trim() === "";
      return isDefinition ? `[${name}]` : `[${label}][${name}]`;
    },
  );
}
