/**
 * The names of a store's files.
 *
 *     000007.log         the writes that are not in a table yet
 *     000005.ldb         a table; 000005.sst where LevelDB before 1.14 wrote it (the .ldb counts where both are there)
 *     MANIFEST-000004    which tables there are
 *     CURRENT            the name of the MANIFEST that counts
 *     000004.dbtmp       a CURRENT in the making
 *     LOCK, LOG, LOG.old LevelDB's own: who has it open, and its diary
 *
 * All numbers are of one series, so that a number names one file for ever, whatever its kind.
 *
 * Source: LevelDB db/filename.cc.
 *
 * Left out: numbers above 2^53 - 1; such a name is not the store's.
 *
 * @given
 */

export type FileKind = "log" | "table" | "manifest" | "temporary";

/** A file of a store that has a number. */
export interface NumberedFile {
  readonly kind: FileKind;
  readonly number: number;
}

const DIGITS = 6;
const NAME = /^(?:(\d+)\.(log|ldb|sst|dbtmp)|MANIFEST-(\d+))$/;
const KINDS: Readonly<Record<string, FileKind>> = {
  log: "log",
  ldb: "table",
  sst: "table",
  dbtmp: "temporary",
};

/** What a file is, by its name without the directory; undefined for CURRENT and for what is not the store's. */
export function parseFileName(name: string): NumberedFile | undefined {
  const [, digits, ending = "", manifest] = NAME.exec(name) ?? [];
  const number = Number(digits ?? manifest);
  if (!Number.isSafeInteger(number)) return undefined;
  return { kind: manifest === undefined ? KINDS[ending]! : "manifest", number };
}

/** `000007.log`, `000005.ldb`, `MANIFEST-000004`, `000004.dbtmp`. */
export function fileName({ kind, number }: NumberedFile): string {
  const digits = String(number).padStart(DIGITS, "0");
  if (kind === "manifest") return `MANIFEST-${digits}`;
  return `${digits}.${kind === "log" ? "log" : kind === "table" ? "ldb" : "dbtmp"}`;
}

/** The path of a name in `directory`; "" is the disk's root. */
export function pathOf(directory: string, name: string): string {
  return directory === "" ? name : `${directory}/${name}`;
}

/** The path of a file with a number. */
export function filePath(directory: string, kind: FileKind, number: number): string {
  return pathOf(directory, fileName({ kind, number }));
}

/** The path of CURRENT. */
export function currentPath(directory: string): string {
  return pathOf(directory, "CURRENT");
}
