/**
 * Which bugs a learner has caught: one readable file, .labs/hunt.json, beside the progress.
 *
 *   { "version": 1,
 *     "labs": { "db-05": { "bugs": { "12": {
 *       "at": "2026-11-21T07:17:00.000Z", "file": "first.test.ts", "title": "a get gives what was put",
 *       "how": "failed", "key": "5f1c…" } } } } }
 *
 * `key` is a digest of the test, the bug, and all that runs them. While it is the same, the bug need not be run again. A
 * bug that no test catches any more is `lost`: its story stays known.
 */
import { join } from "node:path";
import { z } from "zod";
import { KeptFile } from "../kept-file.ts";

const VERSION = 1;

const catchSchema = z.looseObject({
  /** When it was caught first. */
  at: z.string(),
  /** The test that caught it last. */
  file: z.string(),
  title: z.string().optional(),
  /** `failed`, `hung`, `ended the process` … */
  how: z.string(),
  key: z.string(),
  lost: z.boolean().optional(),
});

const fileSchema = z.looseObject({
  version: z.literal(VERSION),
  labs: z
    .record(z.string(), z.looseObject({ bugs: z.record(z.string(), catchSchema).default({}) }))
    .default({}),
});

export type Catch = z.infer<typeof catchSchema>;

/** How a test caught a bug. */
export interface Caught {
  /** Relative to the hunt's folder. */
  readonly file: string;
  /** The test's; none where the file as a whole did not load. */
  readonly title?: string;
  readonly how: string;
  readonly key: string;
}

export interface HuntStoreOptions {
  readonly warn: (message: string) => void;
  readonly now?: () => Date;
}

export class HuntStore {
  readonly #kept: KeptFile<z.infer<typeof fileSchema>>;
  readonly #now: () => Date;

  constructor(root: string, { warn, now = () => new Date() }: HuntStoreOptions) {
    this.#now = now;
    this.#kept = new KeptFile({
      file: join(root, ".labs", "hunt.json"),
      schema: fileSchema,
      version: VERSION,
      empty: () => ({ version: VERSION, labs: {} }),
      holds: "What was caught",
      finds: "what is caught",
      warn,
      now,
    });
  }

  /** By number. */
  async caught(labId: string): Promise<ReadonlyMap<number, Catch>> {
    const { labs } = await this.#kept.read();
    return new Map(
      Object.entries(labs[labId]?.bugs ?? {}).map(([number, each]) => [Number(number), each]),
    );
  }

  /** Keeps that a bug was caught; when first stays as it was. */
  async save(labId: string, number: number, caught: Caught): Promise<void> {
    await this.#kept.update(({ labs }) => {
      labs[labId] ??= { bugs: {} };
      const { bugs } = labs[labId];
      const at = bugs[number]?.at ?? this.#now().toISOString();
      bugs[number] = { at, ...caught };
    });
  }

  /** Keeps that no test catches a bug which was caught before. */
  async lose(labId: string, number: number): Promise<void> {
    await this.#kept.update(({ labs }) => {
      const before = labs[labId]?.bugs[number];
      if (before !== undefined) before.lost = true;
    });
  }
}
