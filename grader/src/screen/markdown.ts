/**
 * A little Markdown for a terminal: paragraphs are filled, lists keep their shape, code keeps its lines.
 *
 * Emphasis, code spans and links stay as they were typed: they read well enough. Left out: headings, quotations and
 * all else that hints do not use.
 */
import { wrapped } from "./text.ts";

/** `text` as lines of at most `columns`; code is cut by nobody, and may be wider. */
export function markdownLines(text: string, columns: number): string[] {
  const lines: string[] = [];
  let paragraph: string[] = [];
  let inCode = false;
  const flush = () => {
    if (paragraph.length > 0) lines.push(...filled(paragraph.join(" "), columns));
    paragraph = [];
  };
  for (const line of text.split("\n")) {
    if (/^\s*(```|~~~)/.test(line)) {
      flush();
      inCode = !inCode;
    } else if (inCode) {
      lines.push(`    ${line}`.trimEnd());
    } else if (line.trim() === "") {
      flush();
      if (lines.at(-1) !== "") lines.push("");
    } else if (/^\s*([-*]|\d+\.)\s/.test(line) || line.startsWith("|")) {
      flush();
      paragraph.push(line.trimEnd());
      if (line.startsWith("|")) lines.push(...paragraph.splice(0));
    } else {
      paragraph.push(line.trim());
    }
  }
  flush();
  while (lines.at(-1) === "") lines.pop();
  return lines;
}

/** A paragraph, or an item of a list, with its lines under its text. */
function filled(text: string, columns: number): string[] {
  const mark = /^\s*([-*]|\d+\.)\s+/.exec(text)?.[0] ?? "";
  return wrapped(text.slice(mark.length), columns - mark.length).map(
    (line, index) => (index === 0 ? mark : " ".repeat(mark.length)) + line,
  );
}
