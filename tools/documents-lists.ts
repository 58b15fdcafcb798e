/**
 * The lists of a document, for what is read out of them: items, and what stands in each.
 *
 *   - **[Raft]** D. Ongaro, *In Search of …*, 2014: rules       an item at line 3, with the spans
 *     - Figure 2: all of it on one page                         strong, text, em, text; and an item in it
 *
 * A span is what stands between two marks of CommonMark, and says how it is written: a text that is put together from
 * spans reads as it did where they come from. A line that is folded is one line again.
 *
 * Left out: lists inside of quotes and tables, numbers of ordered lists, and whatever an item holds behind its first
 * paragraph that is no list.
 */
import type { Token } from "markdown-it";
import { tokensOf } from "./documents-markdown.ts";

export interface Span {
  readonly kind: "text" | "strong" | "em" | "code" | "link";
  /** As it is written, marks included. */
  readonly source: string;
  /** As it is read, without marks. */
  readonly plain: string;
}

export interface Item {
  /** From 1. */
  readonly line: number;
  readonly spans: readonly Span[];
  readonly items: readonly Item[];
}

/**
 * The items of the outermost lists of a document.
 *
 * @param relocate what a link's target becomes where the text is put elsewhere
 */
export function listItems(
  text: string,
  relocate: (target: string) => string = (target) => target,
): readonly Item[] {
  const outermost: Item[] = [];
  const open: { line: number; spans: readonly Span[]; items: Item[] }[] = [];
  for (const token of tokensOf(text)) {
    if (token.type === "list_item_open") {
      open.push({ line: (token.map?.[0] ?? 0) + 1, spans: [], items: [] });
    } else if (token.type === "list_item_close") {
      const item = open.pop()!;
      (open.at(-1)?.items ?? outermost).push(item);
    } else if (token.type === "inline") {
      const item = open.at(-1);
      if (item !== undefined && item.spans.length === 0) item.spans = spansOf(token, relocate);
    }
  }
  return outermost;
}

export const sourceOf = (spans: readonly Span[]) => spans.map(({ source }) => source).join("");

export const plainOf = (spans: readonly Span[]) => spans.map(({ plain }) => plain).join("");

const PAIRS: Readonly<Record<string, { kind: Span["kind"]; mark: string }>> = {
  strong_open: { kind: "strong", mark: "**" },
  em_open: { kind: "em", mark: "*" },
};

function spansOf(token: Token, relocate: (target: string) => string): readonly Span[] {
  const children = token.children ?? [];
  const read = (from: number, end: string): { spans: Span[]; next: number } => {
    const spans: Span[] = [];
    let at = from;
    while (at < children.length && children[at]!.type !== end) {
      const child = children[at]!;
      const pair = PAIRS[child.type];
      if (pair !== undefined) {
        const inner = read(at + 1, child.type.replace("_open", "_close"));
        const source = `${pair.mark}${sourceOf(inner.spans)}${pair.mark}`;
        spans.push({ kind: pair.kind, source, plain: plainOf(inner.spans) });
        at = inner.next;
      } else if (child.type === "link_open") {
        const inner = read(at + 1, "link_close");
        spans.push(linkOf(child, inner.spans, relocate));
        at = inner.next;
      } else {
        spans.push(leafOf(child));
        at++;
      }
    }
    return { spans: merged(spans), next: at + 1 };
  };
  return read(0, "").spans;
}

function linkOf(token: Token, inner: readonly Span[], relocate: (target: string) => string): Span {
  const target = String(token.attrGet("href") ?? "");
  const plain = plainOf(inner);
  const source =
    token.info === "auto" ? `<${target}>` : `[${sourceOf(inner)}](${relocate(target)})`;
  return { kind: "link", source, plain };
}

function leafOf({ type, content }: Token): Span {
  if (type === "code_inline") return { kind: "code", source: `\`${content}\``, plain: content };
  if (type === "softbreak" || type === "hardbreak") return textOf(" ");
  return textOf(content);
}

function textOf(plain: string): Span {
  return { kind: "text", source: plain.replace(/[\\`*<[\]]/g, "\\$&"), plain };
}

/** Texts side by side are one, and empty ones none: markdown-it cuts them at each mark. */
function merged(spans: readonly Span[]): Span[] {
  return spans.reduce<Span[]>((all, span) => {
    if (span.source === "") return all;
    const before = all.at(-1);
    if (before?.kind === "text" && span.kind === "text") {
      all[all.length - 1] = textOf(before.plain + span.plain);
    } else all.push(span);
    return all;
  }, []);
}
