/**
 * Text for a terminal: made harmless, wrapped, measured.
 *
 * What came from a submission may hold anything: escape codes that clear the screen, a bell, a megabyte on one line.
 * `printable` is what it passes through before it is shown; nothing else here expects such text.
 */
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

const CONTROL =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const NAMED: Readonly<Record<string, string>> = { "\r": "\\r", "\u001b": "\\x1b" };

/** `text` with control characters and invisible ones as escapes, tabs as spaces, and no more lines and characters than a page holds. */
export function printable(text: string, linesMax = 40, charactersMax = 6_000): string {
  const short = text.length > charactersMax ? `${text.slice(0, charactersMax)} …` : text;
  const lines = short.replace(/\r\n/g, "\n").replace(/\t/g, "  ").split("\n");
  const shown = lines.slice(0, linesMax).map((line) => line.replace(CONTROL, escaped));
  if (lines.length > linesMax) shown.push(`… ${lines.length - linesMax} lines more`);
  return shown.join("\n").replace(/\p{Surrogate}/gu, "\ufffd");
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  const hex = code.toString(16);
  return (
    NAMED[character] ?? (code < 256 ? `\\x${hex.padStart(2, "0")}` : `\\u${hex.padStart(4, "0")}`)
  );
}

/** One line of it, cut to `columns`. */
export function oneLine(text: string, columns: number): string {
  const line = printable(text.replace(/\s+/g, " ").trim());
  if (stringWidth(line) <= columns) return line;
  let cut = "";
  for (const character of line) {
    if (stringWidth(cut + character) > columns - 1) break;
    cut += character;
  }
  return `${cut}…`;
}

/** One line of it, of about so many characters: where no columns are counted, which takes its time. */
export function shortLine(text: string, charactersMax: number): string {
  const head = text.slice(0, 4 * charactersMax).replace(/\s+/g, " ");
  return printable(head.trim(), 1, charactersMax);
}

/** Prose, at `columns`; words longer than a line are cut. */
export function wrapped(text: string, columns: number): string[] {
  return wrapAnsi(text, columns, { hard: true, trim: true }).split("\n");
}

/** Values: every space counts; a line is cut at a blank, or where it must be. */
export function folded(text: string, columns: number): string[] {
  return text
    .split("\n")
    .flatMap((line) => wrapAnsi(line, columns, { hard: true, trim: false }).split("\n"));
}

/** The width of the widest line. */
export function widthOf(lines: readonly string[]): number {
  return Math.max(0, ...lines.map((line) => stringWidth(line)));
}

export function padded(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - stringWidth(text)));
}

/** "0.1 s", "12 s", "3 min 20 s" */
export function seconds(milliseconds: number): string {
  if (milliseconds < 9_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const whole = Math.round(milliseconds / 1000);
  return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** "812 bytes", "1.0 GB" */
export function byteCount(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  const units = ["kB", "MB", "GB", "TB"];
  let amount = bytes / 1000;
  let unit = 0;
  for (; amount >= 999.95 && unit < units.length - 1; unit++) amount /= 1000;
  return `${amount.toFixed(1)} ${units[unit]}`;
}

const SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** "two", and from ten on "10". */
export function inWords(count: number): string {
  return SMALL[count] ?? String(count);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
