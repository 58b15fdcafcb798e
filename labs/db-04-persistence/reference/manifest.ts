/**
 * Manifest: which files make up the keyspace, and in which order they are read.
 *
 *     file appendonly.aof.2.base.rdb seq 2 type b          the state when increment 3 began
 *     file appendonly.aof.1.incr.aof seq 1 type h          history: read by nobody, to be removed
 *     file appendonly.aof.2.incr.aof seq 2 type h
 *     file appendonly.aof.3.incr.aof seq 3 type i          commands since, in the order of seq
 *     file appendonly.aof.4.incr.aof seq 4 type i
 *
 * Several files cannot change in one step. One small file that names them can: it is written anew under another name,
 * and renamed. So the manifest is what decides which files count, and a file that it does not name is nothing.
 *
 * Source: aofLoadManifestFromFile and getAofManifestAsString in Redis 7.0's aof.c; sdscatrepr in sds.c.
 *
 * Left out: what Redis lets pass and never writes, as `seq 3x` or `type base`.
 */
// @solution
import { splitInline } from "@labs/db-01";
// @solution
import { CorruptionError } from "@labs/machine";

/** A file that the manifest names. */
export type ManifestFile = {
  /** Of the directory that the manifest is in. */
  readonly name: string;
  /** A whole number from 1 on. Bases and increments are counted apart. */
  readonly seq: number;
};

/** What a manifest says. */
export type Manifest = {
  /** Undefined where the keyspace began empty. */
  readonly base: ManifestFile | undefined;
  /** Files that were replaced, in the order in which they stand there. */
  readonly history: readonly ManifestFile[];
  /** With ascending `seq`. */
  readonly increments: readonly ManifestFile[];
};

/** A line has at most so many bytes, LF included. */
export const MANIFEST_LINE_BYTES_MAX = 1024;

/**
 * The manifest as bytes, as Redis writes it: a line `file NAME seq SEQ type T` and LF for each file: the base (`b`),
 * the history (`h`), the increments (`i`).
 *
 * A name is written as its UTF-8 bytes. If there is one among them that is not printable ASCII (0x21 to 0x7e), or a
 * `"`, `'` or `\`, the name is quoted: `"`, the bytes, `"`. Inside, `\` and `"` have a `\` before them; LF, CR, tab,
 * BEL and BS are `\n` `\r` `\t` `\a` `\b`; a space and other printable ones are themselves; any other byte is `\xHH`,
 * in lower case.
 *
 * @step 6
 */
export function formatManifest({ base, history, increments }: Manifest): Uint8Array {
  const lines = [
    ...(base === undefined ? [] : [lineOf(base, "b")]),
    ...history.map((file) => lineOf(file, "h")),
    ...increments.map((file) => lineOf(file, "i")),
  ];
  return Uint8Array.from(Buffer.from(lines.join(""), "latin1"));
}

/**
 * Reads a manifest. `path` is its own, for errors.
 *
 * - Each line ends in LF and has at most MANIFEST_LINE_BYTES_MAX bytes. One that begins with `#` is skipped, however
 *   long, with an LF or not.
 * - Any other is cut into words by `splitInline`, LF left out: an even number of them, pairs of a name and a value.
 *   Names are in any case. Those of `file`, `seq` and `type` are needed; others are skipped; the later of two counts.
 * - The value of `file` is the name: UTF-8 (a BOM is a part of it), not empty, not `.` or `..`, without `/`, `\` and
 *   NUL. No name is there twice: what is history would be removed, and what is not would be read twice.
 * - The value of `seq` is digits, of a number from 1 to 2^53 - 1. The value of `type` is `b`, `h` or `i`.
 * - There is at most one base. The `seq` of each increment is greater than that of the one before.
 * - There is at least one line; one that is skipped will do.
 *
 * @throws CorruptionError at the beginning of the line that is not so; at 0 where there is none
 * @step 6
 */
export function parseManifest(bytes: Uint8Array, path: string): Manifest {
  if (bytes.length === 0) throw new CorruptionError(path, 0, "the manifest is empty");
  const files: TypedFile[] = [];
  for (let at = 0; at < bytes.length; ) {
    const lineFeed = bytes.indexOf(0x0a, at);
    const end = lineFeed === -1 ? bytes.length : lineFeed + 1;
    if (bytes[at] !== 0x23) files.push(fileOf(bytes.subarray(at, end), files, path, at));
    at = end;
  }
  const ofType = (type: FileType) => files.filter((file) => file.type === type).map(withoutType);
  return { base: ofType("b")[0], history: ofType("h"), increments: ofType("i") };
}

/** @solution */
type FileType = "b" | "h" | "i";

/** @solution */
type TypedFile = ManifestFile & { readonly type: FileType };

/** @solution */
const withoutType = ({ name, seq }: TypedFile): ManifestFile => ({ name, seq });

/** @solution */
function fileOf(
  line: Uint8Array,
  before: readonly TypedFile[],
  path: string,
  at: number,
): TypedFile {
  const fail = (what: string): never => {
    throw new CorruptionError(path, at, what);
  };
  if (line.at(-1) !== 0x0a) fail("a line without its end");
  if (line.length > MANIFEST_LINE_BYTES_MAX) fail(`a line of ${line.length} bytes`);
  const words = splitInline(line.subarray(0, -1)) ?? [];
  if (words.length === 0 || words.length % 2 !== 0) fail("no pairs of a name and a value");
  const values = new Map<string, Uint8Array>();
  for (let i = 0; i < words.length; i += 2) {
    values.set(Buffer.from(words[i]!).toString("latin1").toLowerCase(), words[i + 1]!);
  }
  const file = {
    name: nameOf(values.get("file")) ?? fail("no name of a file"),
    seq: seqOf(values.get("seq")) ?? fail("no seq"),
    type: typeOf(values.get("type")) ?? fail("no type that is known"),
  };
  if (before.some(({ name }) => name === file.name)) fail(`${file.name} is there twice`);
  const same = before.filter(({ type }) => type === file.type);
  if (file.type === "b" && same.length > 0) fail("a second base");
  if (file.type === "i" && file.seq <= (same.at(-1)?.seq ?? 0)) fail("a seq that does not ascend");
  return file;
}

/** @solution */
function nameOf(value: Uint8Array | undefined): string | undefined {
  try {
    const name = utf8.decode(value);
    return name === "" || name === "." || name === ".." || /[/\\\0]/.test(name) ? undefined : name;
  } catch {
    return undefined;
  }
}

/** @solution */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @solution */
function seqOf(value: Uint8Array | undefined): number | undefined {
  const digits = Buffer.from(value ?? []).toString("latin1");
  const seq = Number(digits);
  return /^[0-9]+$/.test(digits) && seq >= 1 && Number.isSafeInteger(seq) ? seq : undefined;
}

/** @solution */
function typeOf(value: Uint8Array | undefined): FileType | undefined {
  const type = Buffer.from(value ?? []).toString("latin1");
  return type === "b" || type === "h" || type === "i" ? type : undefined;
}

/**
 * Each character is a byte.
 * @solution
 */
function lineOf({ name, seq }: ManifestFile, type: FileType): string {
  const text = Buffer.from(name, "utf8").toString("latin1");
  return `file ${NEEDS_QUOTES.test(text) ? quoted(text) : text} seq ${seq} type ${type}\n`;
}

/** @solution */
const NEEDS_QUOTES = /[^\x21-\x7e]|["'\\]/;
/** @solution */
const ESCAPED: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\x07": "\\a",
  "\b": "\\b",
};

/** @solution */
function quoted(text: string): string {
  const inside = text.replace(/[^\x20-\x7e]|["\\]/g, (one) => {
    return ESCAPED[one] ?? `\\x${one.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
  return `"${inside}"`;
}
