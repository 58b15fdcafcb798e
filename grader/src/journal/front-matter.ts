/**
 * The lines at the head of an entry that programs read:
 *
 *   ---
 *   title: Decode, however it is cut
 *   date: 2026-11-22
 *   lab: db-01
 *   step: 2 decode               its number and its id; either is enough
 *   tags: [parsing, copies]      or `parsing, copies`, or #parsing #copies
 *   ---
 *
 * They are YAML, between two lines of three dashes. People write them by hand, so what cannot be used is a problem with
 * its line, and the rest counts. Where all of it is no YAML, each line is read as `name: value`: a title with a colon
 * does not cost an entry its date.
 *
 * Left out: what the names mean in a tree (is there such a lab?); entry.ts knows.
 */
import { isMap, isScalar, LineCounter, type Pair, parseDocument, type YAMLMap } from "yaml";

/** Something in an entry that cannot be used, and what would do. */
export interface Problem {
  /** 1-based line of the file. */
  readonly line: number;
  readonly message: string;
}

export interface FrontMatter {
  readonly title: string | undefined;
  /** 2026-11-22 */
  readonly date: string | undefined;
  readonly lab: string | undefined;
  readonly step: string | undefined;
  /** In small letters, each once. */
  readonly tags: readonly string[];
  /** By name, the 1-based line where it stands. */
  readonly lines: ReadonlyMap<string, number>;
}

export interface Split {
  /** Undefined where the file does not begin with front matter. */
  readonly matter: FrontMatter | undefined;
  /** What follows, with LF for CRLF. */
  readonly body: string;
  readonly problems: readonly Problem[];
}

const NAMES = ["title", "date", "lab", "step", "tags"];
/** The first line of the YAML, counted from 1: above it are the dashes. */
const FIRST_LINE = 2;

/** Parts a file's text. Never throws. */
export function splitFrontMatter(text: string): Split {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  const all = lines.join("\n");
  if (lines[0]?.trimEnd() !== "---") return { matter: undefined, body: all, problems: [] };
  const end = lines.findIndex((line, index) => index > 0 && /^(---|\.\.\.)\s*$/.test(line));
  if (end === -1) {
    const message = "the front matter begins and does not end: put --- on a line below it";
    return { matter: byLine(lines.slice(1)), body: all, problems: [{ line: 1, message }] };
  }
  const body = lines.slice(end + 1).join("\n");
  return { ...read(lines.slice(1, end)), body };
}

function read(lines: readonly string[]): Omit<Split, "body"> {
  const counter = new LineCounter();
  const document = parseDocument(lines.join("\n"), { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number) => counter.linePos(offset).line + FIRST_LINE - 1;
  const [error] = document.errors;
  if (error !== undefined) {
    const line = lineAt(error.pos[0]);
    const said = lines[line - FIRST_LINE]?.trim() ?? "";
    return { matter: byLine(lines), problems: [{ line, message: noYaml(said, error.message) }] };
  }
  if (document.contents === null) return { matter: byLine([]), problems: [] };
  if (!isMap(document.contents)) {
    const message = "front matter is lines such as: tags: [fsync, copies]";
    return { matter: byLine(lines), problems: [{ line: FIRST_LINE, message }] };
  }
  return ofMap(document.contents, lineAt);
}

/** The commonest slip is a colon in a text. */
function noYaml(line: string, message: string): string {
  const [, name, value] = /^(\w+):\s+(.*)$/.exec(line) ?? [];
  if (name !== undefined && value !== undefined && /:(\s|$)/.test(value)) {
    return `a text with a colon needs quotes: ${name}: ${JSON.stringify(value)}`;
  }
  return `is no YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}

function ofMap(map: YAMLMap, lineAt: (offset: number) => number): Omit<Split, "body"> {
  const lines = new Map<string, number>();
  const values = new Map<string, unknown>();
  for (const { key, value } of map.items as readonly Pair[]) {
    if (!isScalar(key)) continue;
    const name = String(key.value).toLowerCase();
    lines.set(name, lineAt(key.range?.[0] ?? 0));
    values.set(name, plain(value));
  }
  return fields(values, lines);
}

/** A node's value; undefined where it has none, or refers to what is not there. */
function plain(node: unknown): unknown {
  if (isScalar(node)) return node.source ?? node.value;
  const items = (node as { items?: readonly unknown[] } | null)?.items;
  return Array.isArray(items) && !isMap(node) ? items.map(plain) : undefined;
}

function byLine(lines: readonly string[]): FrontMatter {
  const values = new Map<string, unknown>();
  const places = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    const [, name = "", value = ""] = /^(\w+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (!NAMES.includes(name.toLowerCase())) continue;
    values.set(name.toLowerCase(), value.replace(/^(["'[])(.*)(["'\]])$/, "$2"));
    places.set(name.toLowerCase(), index + FIRST_LINE);
  }
  return fields(values, places).matter;
}

function fields(
  values: ReadonlyMap<string, unknown>,
  lines: ReadonlyMap<string, number>,
): { readonly matter: FrontMatter; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const refuse = (name: string, message: string) => {
    problems.push({ line: lines.get(name) ?? 1, message: `${name}: ${message}` });
  };
  const text = (name: string): string | undefined => {
    const value = values.get(name);
    if (Array.isArray(value)) refuse(name, "takes one value, and not a list");
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  const written = text("date");
  const date = written === undefined ? undefined : dateOf(written);
  if (written !== undefined && date === undefined) {
    refuse("date", `${JSON.stringify(written)} is no date such as 2026-11-22`);
  }
  const tags = tagsOf(values.get("tags"));
  const matter = { title: text("title"), date, lab: text("lab"), step: text("step"), tags, lines };
  return { matter, problems };
}

/** The day that a text begins with, where there is such a day: 2026-02-30 is none. */
export function dateOf(text: string): string | undefined {
  const day = /^\d{4}-\d\d-\d\d(?!\d)/.exec(text)?.[0];
  if (day === undefined) return undefined;
  const date = new Date(`${day}T00:00:00Z`);
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
  return isDay ? day : undefined;
}

function tagsOf(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : String(value ?? "").split(/,|\s(?=#)/);
  const tags = list.filter((tag) => typeof tag === "string").map(tagOf);
  return [...new Set(tags)].filter((tag) => tag !== "");
}

/** A tag as it is compared: "#Fsync " is "fsync". */
export function tagOf(text: string): string {
  return text.trim().replace(/^#+/, "").replace(/\s+/g, " ").toLowerCase();
}
