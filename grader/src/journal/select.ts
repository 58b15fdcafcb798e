/**
 * Which entries are wanted: all filters hold, and none wants everything.
 *
 *   { lab: "db-05", tags: ["fsync"], since: "2026-11", terms: ["torn", "tail"] }
 *
 * Terms are looked for in titles, tags and texts, wherever they stand; upper and lower case are the same. A date may
 * be a day, a month or a year: until 2026-11 is until its last day. An entry without a date is in no range of dates.
 */
import type { Entry } from "./entry.ts";

export interface Wanted {
  readonly lab?: string | undefined;
  /** A step's number; with a lab. */
  readonly step?: number | undefined;
  /** As tagOf makes them. */
  readonly tags: readonly string[];
  /** 2026, 2026-11 or 2026-11-22 */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly terms: readonly string[];
}

export function selected(entries: readonly Entry[], wanted: Wanted): readonly Entry[] {
  return entries.filter((entry) => isWanted(entry, wanted));
}

export function isEverything({ lab, step, tags, since, until, terms }: Wanted): boolean {
  return [lab, step, since, until, ...tags, ...terms].every((each) => each === undefined);
}

/** The filters as they are typed: `lab db-05, tag fsync`. */
export function wantedText({ lab, step, tags, since, until, terms }: Wanted): string {
  return [
    ...(lab === undefined ? [] : [`lab ${lab}`]),
    ...(step === undefined ? [] : [`step ${step}`]),
    ...tags.map((tag) => `tag ${tag}`),
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
    ...(terms.length === 0 ? [] : [`words ${terms.join(" ")}`]),
  ].join(", ");
}

function isWanted(entry: Entry, { lab, step, tags, since, until, terms }: Wanted): boolean {
  const { date } = entry;
  if (lab !== undefined && entry.lab !== lab) return false;
  if (step !== undefined && entry.step?.number !== step) return false;
  if (!tags.every((tag) => entry.tags.includes(tag))) return false;
  if (since !== undefined && (date === undefined || date < since)) return false;
  if (until !== undefined && (date === undefined || date.slice(0, until.length) > until))
    return false;
  const text = [entry.title, ...entry.tags, seen(entry)].join("\n").toLowerCase();
  return terms.every((term) => text.includes(term.toLowerCase()));
}

/** The line of an entry's text where most of the terms stand; undefined where none does. */
export function lineWith(entry: Entry, terms: readonly string[]): string | undefined {
  const lower = terms.map((term) => term.toLowerCase());
  const most = (line: string) => lower.filter((term) => line.toLowerCase().includes(term)).length;
  const lines = seen(entry).split("\n");
  const found = lines.filter((line) => most(line) > 0).sort((a, b) => most(b) - most(a));
  return found[0]?.replace(/^[\s#>*-]+/, "").trim();
}

/** Its text without comments: the template's hints are in every entry. */
function seen({ body }: Entry): string {
  return body.replace(/<!--.*?-->/gs, "");
}

/** How often each value is there, the most frequent first. */
export function countedBy(
  entries: readonly Entry[],
  valuesOf: (entry: Entry) => readonly string[],
): readonly (readonly [value: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const value of entries.flatMap(valuesOf)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
