/**
 * A soak: far more storms than a grading has time for, one after the other, until one breaks a law.
 *
 *     schedule   1    2    3    4    5  …          each kind as often as its share says, in turn
 *     kind       A    A    B    C    A  …
 *
 *     await soak([soakKind("three", 5, storms), …]);
 *
 * Run as a program: `schedules N from SEED`, and `json` for one line that tools read. The nth schedule has seed
 * SEED + n: so what breaks is found again by `schedules 1 from` that seed.
 *
 * Left out: several processes at once. Two soaks from two seeds do that.
 */
import { addCounts, noCounts, type SimCounts } from "@labs/machine/sim";
import { type Account, accountOf, type Storms, stormOf } from "./testing/storm-runs.ts";

/** One kind of storm, and what part of all is of it. */
export interface SoakKind {
  readonly name: string;
  readonly share: number;
  /** Runs the storm of a seed. @returns what happened, and, where a law is broken, how to tell of it */
  run(seed: number): Promise<Soaked>;
}

interface Soaked {
  readonly counts: SimCounts;
  readonly account: ((replay: string) => Promise<Account>) | undefined;
}

/** A kind made of a lab's storms. */
export function soakKind<Message, Process, What>(
  name: string,
  share: number,
  storms: Storms<Message, Process, What>,
): SoakKind {
  return {
    ...{ name, share },
    async run(seed) {
      const { plan, run, ending } = await stormOf(storms, seed);
      const { counts } = run.simulation;
      if (ending.kind === "held") return { counts, account: undefined };
      const account = (replay: string) => accountOf(storms, plan, ending, { number: seed, replay });
      return { counts, account };
    },
  };
}

const SCHEDULES = 10_000;
const LINE_MS = 1_000;
const SHOWN = ["crashes", "kills", "cuts", "lost", "repeated", "reordered", "failedSyncs"] as const;

/** Runs storms as `words` say, prints what happens, and sets the exit code. */
export async function soak(
  kinds: readonly SoakKind[],
  words: readonly string[] = process.argv.slice(2),
): Promise<void> {
  const value = (name: string, usual: number) =>
    words.includes(name) ? Number(words[words.indexOf(name) + 1]) : usual;
  const [schedules, from] = [value("schedules", SCHEDULES), value("from", 0)];
  const progress = new Progress(schedules, words.includes("json"));
  for (let done = 0; done < schedules; done++) {
    const seed = from + done;
    const kind = kindAt(kinds, seed);
    const { counts, account } = await kind.run(seed);
    progress.add(counts);
    if (account === undefined) continue;
    const { name } = kind;
    progress.broken({ name, ...(await account(`npm run soak … schedules 1 from ${seed}`)) });
    process.exitCode = 1;
    return;
  }
  progress.held();
}

/** Which kind the storm of a seed is of. */
function kindAt(kinds: readonly SoakKind[], seed: number): SoakKind {
  const shares = kinds.reduce((sum, { share }) => sum + share, 0);
  // A step that has no divisor in common with the sum meets every place once, and mixes the kinds.
  let place = (seed * stepOf(shares)) % shares;
  for (const kind of kinds) {
    if (place < kind.share) return kind;
    place -= kind.share;
  }
  throw new Error("a soak of no kinds");
}

function stepOf(sum: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let step = Math.max(1, Math.floor(sum * 0.618));
  while (divisor(step, sum) !== 1) step += 1;
  return step;
}

/** What has happened so far, on the screen. */
class Progress {
  readonly #sum = noCounts();
  readonly #schedules: number;
  readonly #isJson: boolean;
  readonly #begun = performance.now();
  #done = 0;
  #shown = 0;

  constructor(schedules: number, isJson: boolean) {
    this.#schedules = schedules;
    this.#isJson = isJson;
  }

  add(counts: SimCounts): void {
    addCounts(this.#sum, counts);
    this.#done += 1;
    const now = performance.now();
    if (this.#isJson || !process.stdout.isTTY || now - this.#shown < LINE_MS) return;
    this.#shown = now;
    process.stdout.write(`\r${this.#line()}\x1b[K`);
  }

  held(): void {
    if (this.#isJson) this.#json({});
    else console.log(`${this.#end()}${this.#line()}\n${this.#counts()}\n0 violations`);
  }

  broken({ name, did, message, error, ...rest }: Account & { readonly name: string }): void {
    if (this.#isJson) {
      this.#json({ name, message, faults: rest.faults, acts: rest.acts });
      return;
    }
    console.log(`${this.#end()}${this.#line()}\n${this.#counts()}\n`);
    console.log(`storm     ${rest.given}, of the kind ${name}`);
    for (const [label, text] of did) console.log(`${label.padEnd(9)} ${text}`);
    if (error !== undefined) console.log(error);
    console.log(`\n1 violation\n${message}`);
  }

  #end(): string {
    return process.stdout.isTTY ? "\r\x1b[K" : "";
  }

  #json(found: object): void {
    console.log(JSON.stringify({ schedules: this.#done, ...found }));
  }

  #line(): string {
    const seconds = (performance.now() - this.#begun) / 1_000;
    const many = (count: number) => Math.round(count).toLocaleString("en");
    const rate = `${many(this.#done / seconds)} a second`;
    return `${many(this.#done)} of ${many(this.#schedules)} schedules, ${rate}, ${many(this.#sum.events)} events`;
  }

  #counts(): string {
    return SHOWN.map((name) => `${this.#sum[name].toLocaleString("en")} ${name}`).join(", ");
  }
}
