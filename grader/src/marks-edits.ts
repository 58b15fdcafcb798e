/**
 * Edits of a text by range, and the range that takes a unit out without a trace.
 *
 *     const LIMIT = 8;
 *                          ┐
 *     // @solution         │ taken out: the comment, the statement, what trails on its last line, and one of the
 *     const TABLE = [];    ┘ two blank lines around it
 *
 *     export function …
 *
 * What is taken out side by side is taken out as one, the blank lines between included. Edits that put something in
 * do not overlap with others.
 */
import type { Unit } from "./marks-source.ts";

/** `text` in place of [start, end). */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** @throws RangeError where an edit that inserts overlaps another */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let at = 0;
  for (const edit of joinRemovals(text, ordered)) {
    if (edit.start < at) throw new RangeError(`edits overlap at offset ${edit.start}`);
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** Takes a unit out, its comments included, with its lines where it has them to itself. */
export function removal(text: string, unit: Unit): TextEdit {
  let end = unit.end;
  if (unit.separated) end += /^\s*,/.exec(text.slice(end))?.[0].length ?? 0;
  const before = /[ \t]*$/.exec(text.slice(0, unit.start))?.[0].length ?? 0;
  const after = /^[ \t]*(\/\/[^\n]*|\/\*[^\n]*?\*\/[ \t]*)?(\r?\n|$)/.exec(text.slice(end));
  const start = unit.start - before;
  const ownLines = (start === 0 || text[start - 1] === "\n") && after !== null;
  if (!ownLines) return { start: unit.start, end, text: "" };
  return { start, end: end + after[0].length, text: "" };
}

function joinRemovals(text: string, ordered: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of ordered) {
    const last = joined.at(-1);
    const side =
      last?.text === "" && edit.text === "" && text.slice(last.end, edit.start).trim() === "";
    if (last !== undefined && side)
      joined[joined.length - 1] = { ...last, end: Math.max(last.end, edit.end) };
    else joined.push(edit);
  }
  return joined.map((edit) => (edit.text === "" ? collapse(text, edit) : edit));
}

/** Takes one of two blank lines around, and every one at the beginning or the end of a block. */
function collapse(text: string, { start, end }: TextEdit): TextEdit {
  const linesOfItsOwn = (start === 0 || text[start - 1] === "\n") && text[end - 1] === "\n";
  if (!linesOfItsOwn) return { start, end, text: "" };
  const blankBefore = /\n([ \t]*\r?\n)$/.exec(text.slice(0, start))?.[1]?.length ?? 0;
  const blankAfter = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0;
  const closes = /^\s*([}\])]|$)/.test(text.slice(end));
  if (closes) return { start: start - blankBefore, end, text: "" };
  const opens = /(^|[{[(]\s*)$/.test(text.slice(0, start));
  return { start, end: opens || blankBefore > 0 ? end + blankAfter : end, text: "" };
}
