/**
 * AppendOnlyNames: the names of bases and increments.
 *
 *     appendonly.aof . 12 . incr.aof        base.rdb, base.aof or incr.aof; with .tmp while it is being made
 *
 * @solution
 */

/** Bases and increments are counted apart. */
export type Kind = "base" | "incr";

/** What a name says. */
export type Numbered = { readonly kind: Kind; readonly seq: number; readonly isTemporary: boolean };

const NUMBERED = /^\.([0-9]{1,15})\.(?:(base)\.(?:rdb|aof)|(incr)\.aof)(\.tmp)?$/;

/** What `name` says, if it is that of a base or an increment of `appendfilename`. */
export function numbered(name: string, appendfilename: string): Numbered | undefined {
  if (!name.startsWith(appendfilename)) return undefined;
  const found = NUMBERED.exec(name.slice(appendfilename.length));
  if (found === null) return undefined;
  const [, digits, base, , temporary] = found;
  const kind = base === undefined ? "incr" : "base";
  return { kind, seq: Number(digits), isTemporary: temporary !== undefined };
}

/** The name of a base or an increment that we write. */
export function nameOf(appendfilename: string, kind: Kind, seq: number): string {
  return `${appendfilename}.${seq}.${kind === "base" ? "base.rdb" : "incr.aof"}`;
}
