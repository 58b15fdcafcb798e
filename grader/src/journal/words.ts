/**
 * What of an entry is the learner's own: the words that count, and the parts that have something in them.
 *
 *   > The encoder throws when …       a quotation at the head is the question     no words
 *   ## Choices considered             a heading                                   no words
 *   <!-- Two or three, … -->          a comment                                   no words
 *   Throwing, as here, or …           prose, lists, tables, other quotations      words
 *   ```ts … ```                       code between fences                         no words, but something
 *
 * A word is what stands between blanks and has a letter or a digit; where a script has no blanks, Unicode's rules for
 * words part it (Intl.Segmenter, UAX #29).
 */
import MarkdownIt, { type Token } from "markdown-it";

const markdown = new MarkdownIt({ html: true });
const COMMENT = /<!--(.*?)-->/gs;
const NO_BLANKS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** A heading with what stands under it until the next one; the first may have none. */
export interface Part {
  /** 1 to 6; 0 for what stands before the first heading. */
  readonly level: number;
  readonly title: string;
  /** Half-open range of 0-based lines, the heading's own included. */
  readonly from: number;
  readonly to: number;
  /** The line after the heading. */
  readonly below: number;
  /** The learner's. */
  readonly words: number;
  /** Whether something other than headings, comments and the question stands there: words, code, a picture. */
  readonly hasContent: boolean;
  /** The first of its paragraphs, as plain text with marks around code; empty where it has none. */
  readonly paragraph: string;
}

export function tokensOf(body: string, env: Record<string, unknown> = {}): readonly Token[] {
  return markdown.parse(body, env);
}

/** The learner's words in an entry's text. */
export function countWords(body: string): number {
  return partsOf(body).reduce((sum, part) => sum + part.words, 0);
}

/** Every heading of the text itself, not those in lists and quotations, with what stands under it. */
export function partsOf(body: string): readonly Part[] {
  const tokens = tokensOf(body);
  const question = questionRange(tokens);
  const starts = tokens.flatMap((token, index) => (isHeading(token) ? [index] : []));
  const bounds = [...(starts[0] === 0 ? [] : [0]), ...starts, tokens.length];
  return bounds.slice(0, -1).flatMap((begin, place) => {
    const end = bounds[place + 1]!;
    const heading = tokens[begin];
    if (heading === undefined) return [];
    const isHeaded = isHeading(heading);
    const own = tokens
      .slice(isHeaded ? begin + 3 : begin, end)
      .filter((token) => !isWithin(token, question));
    const texts = own.map(textOf).filter((text) => text.trim() !== "");
    return {
      level: isHeaded ? Number(heading.tag.slice(1)) : 0,
      title: isHeaded ? inlineText(tokens[begin + 1]) : "",
      from: place === 0 && !isHeaded ? 0 : (heading.map?.[0] ?? 0),
      below: isHeaded ? (heading.map?.[1] ?? 0) : 0,
      to: tokens[end]?.map?.[0] ?? body.split("\n").length,
      words: texts.reduce((sum, text) => sum + wordsIn(text), 0),
      hasContent: texts.length > 0 || own.some(isContent),
      paragraph:
        own.flatMap((token) => (token.type === "inline" ? [inlineText(token)] : []))[0] ?? "",
    };
  });
}

/** The quotation that an entry's text begins with, without its marks; empty where it begins otherwise. */
export function headQuotation(body: string): string {
  const range = questionRange(tokensOf(body));
  if (range === undefined) return "";
  const lines = body.split("\n").slice(...range);
  return lines.map((line) => line.replace(/^\s{0,3}>\s?/, "")).join("\n");
}

/** What comments hold, each on one line: a newcomer may have answered between the arrows. */
export function commentsIn(body: string): readonly string[] {
  const inline = tokensOf(body).flatMap((token) => [token, ...(token.children ?? [])]);
  return inline
    .filter(({ type }) => type === "html_block" || type === "html_inline")
    .flatMap(({ content }) => [...content.matchAll(COMMENT)])
    .map(([, text = ""]) => text.replace(/\s+/g, " ").trim());
}

/** The 0-based line of a comment that begins and does not end: nothing below it is shown anywhere. */
export function openComment(body: string): number | undefined {
  const open = tokensOf(body).find(
    ({ type, content }) => type === "html_block" && content.replace(COMMENT, "").includes("<!--"),
  );
  return open?.map?.[0];
}

export function wordsIn(text: string): number {
  return text
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .reduce((sum, word) => sum + (NO_BLANKS.test(word) ? parted(word) : 1), 0);
}

function parted(word: string): number {
  return [...segmenter.segment(word)].filter(({ isWordLike }) => isWordLike).length;
}

function isHeading(token: Token): boolean {
  return token.type === "heading_open" && token.level === 0;
}

/** The lines of a quotation before which only headings stand. */
function questionRange(tokens: readonly Token[]): readonly [number, number] | undefined {
  const first = tokens.find(({ type, level }, index) => {
    const isOfHeading = type.startsWith("heading") || tokens[index - 1]?.type === "heading_open";
    return level === 0 && !isOfHeading;
  });
  return first?.type === "blockquote_open" ? (first.map ?? undefined) : undefined;
}

function isWithin({ map }: Token, range: readonly [number, number] | undefined): boolean {
  return map !== null && range !== undefined && map[0] >= range[0] && map[1] <= range[1];
}

/** Something to see that has no words of the learner's. */
function isContent({ type, children }: Token): boolean {
  const isPicture = (children ?? []).some((child) => child.type === "image");
  return type === "fence" || type === "code_block" || type === "hr" || isPicture;
}

function textOf(token: Token): string {
  if (token.type === "inline") return inlineText(token);
  if (token.type !== "html_block") return "";
  return token.content
    .replace(COMMENT, "")
    .replace(/<!--.*/s, "")
    .replace(/<[^>]*>/g, " ");
}

function inlineText(token: Token | undefined): string {
  return (token?.children ?? [])
    .map(({ type, content }) => {
      if (type === "softbreak" || type === "hardbreak") return " ";
      if (type === "code_inline") return `\`${content}\``;
      return type === "html_inline" ? "" : content;
    })
    .join("");
}
