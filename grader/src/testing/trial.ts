/**
 * One run of one law: what was done so far, and the checks.
 *
 * A check that fails throws LawBroken with what was done, what was expected and what came, ready to print. What
 * the submission throws by itself passes through, and gets the same account of what was done.
 *
 * Invariant: whether a check fails depends on nothing that a submission can replace.
 */
import util from "node:util";
import { InvariantError } from "@labs/machine";
import fc from "fast-check";
import { moreMs, starvedMs } from "../run/starved.mjs";
import type { Detail } from "../verdict.ts";
import { brokenLaw, LawBroken } from "./broken.ts";
import { countCopies } from "./copies.ts";
import { isBytes, isEqual, sameBytes } from "./equal.ts";
import { firstDifference, hexDump, show, visible } from "./show.ts";

const PROPERTY_RUNS = 200;
/** The share of a law's budget that a property and its shrinking may use. */
const PROPERTY_SHARE = 0.7;
/** From this length on, two texts are told where they differ. */
const LONG_TEXT = 100;

// Kept from before a submission could replace them.
const utf8 = new TextEncoder();
const encode = utf8.encode.bind(utf8);
const prototypeOf = Object.getPrototypeOf;
const BUG: unknown = InvariantError.prototype;
const { isPromise } = util.types;
const { setTimeout, clearTimeout } = globalThis;
const now = performance.now.bind(performance);
const firstOf = Promise.race.bind(Promise);
const { asyncProperty, check, tuple } = fc;

export interface ForAllOptions {
  /** How many cases. 200 unless said. */
  readonly runs?: number;
}

/** A detail whose text is made when it is shown. */
interface Told {
  readonly label: string;
  readonly text: string | (() => string);
}

export class Trial {
  /** Differs by law and by grading; the same for a replay. */
  readonly seed: number;
  readonly #budgetMs: number;
  readonly #cleanups: (() => void | Promise<void>)[] = [];
  #did: Told[] = [];
  /** A case of a property runs, of many: it is run again if it fails, so that nothing of it need be described. */
  #isTrying = false;

  constructor(seed: number, budgetMs: number) {
    this.seed = seed;
    this.#budgetMs = budgetMs;
  }

  /**
   * Says what the law is doing, in the lab's own words; shown above expected and got if it breaks.
   *
   * @param value a text, bytes, any value; or a function that gives the text, called only if it is shown
   */
  did(label: string, value: unknown): void {
    const isLater = this.#isTrying || typeof value === "function";
    this.#did.push({ label, text: isLater ? () => describe(value) : describe(value) });
  }

  /** Begins a new case with this: what was done before is told no more. */
  given(label: string, value: unknown): void {
    this.#did = [];
    this.did(label, value);
  }

  /** Runs `undo` when the law ends, however it ends. Last registered, first undone. */
  cleanup(undo: () => void | Promise<void>): void {
    this.#cleanups.push(undo);
  }

  /** `actual` is these bytes. A text stands for its UTF-8. */
  bytes(actual: Uint8Array | undefined, expected: Uint8Array | string): void {
    const want = typeof expected === "string" ? encode(expected) : expected;
    if (!isBytes(actual)) {
      this.#break("expected bytes, a Uint8Array", visible(want), show(actual));
    }
    if (sameBytes(actual, want)) return;
    const at = firstDifference(actual, want);
    this.#break(
      `the bytes differ at offset ${at.toLocaleString("en")}`,
      `${visible(want)}\n${hexDump(want, actual, at)}`,
      `${visible(actual)}\n${hexDump(actual, want, at)}`,
    );
  }

  /**
   * `actual` equals `expected` in structure and type; bytes are equal by content, a Buffer to a Uint8Array too.
   *
   * @param what of what the value is: `server.connections`
   */
  equal(actual: unknown, expected: unknown, what?: string): void {
    if (isEqual(actual, expected)) return;
    if (what !== undefined) this.did("looked at", what);
    const [want, got] = [show(expected), show(actual)];
    this.#break(whereTextsDiffer(want, got), want, got);
  }

  /** `condition` is true; `message` says what is wrong where it is not. */
  holds(condition: boolean, message: string): void {
    if (!condition) this.#break(message);
  }

  /** A count within its bound: bytes copied, reads, messages. */
  atMost(actual: number, bound: number, what: string): void {
    if (actual <= bound) return;
    const count = (value: number) => value.toLocaleString("en");
    this.#break("", `at most ${count(bound)} ${what}`, `${count(actual)} ${what}`);
  }

  /** The bytes that `body` copies by JavaScript's own means; it is ended once they are more than `limit`. */
  copies(limit: number, body: () => void): number {
    return countCopies(body, limit);
  }

  /** `body` throws, or rejects with, an error whose `code` is this one (any error where undefined); returned. */
  fails(body: () => unknown, code?: string): unknown {
    let value: unknown;
    try {
      value = body();
    } catch (error) {
      return this.#coded(error, code);
    }
    return isPromise(value) ? this.#rejects(value, code) : this.#noError(value, code);
  }

  /** `body` is a bug of its caller's: it throws InvariantError, at once. */
  isBug(body: () => unknown): void {
    const error = this.fails(body);
    if (typeof error === "object" && error !== null && prototypeOf(error) === BUG) return;
    this.#break("the wrong error", "an InvariantError", describeError(error), error);
  }

  /** What `promise` gives, within `milliseconds`; `what` completes "waited 2 s for …". */
  async within<T>(milliseconds: number, promise: Promise<T>, what: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const before = starvedMs();
    const late = new Promise<never>((_, reject) => {
      const end = () => {
        const seconds = (milliseconds / 1000).toLocaleString("en");
        reject(
          new LawBroken({
            kind: "law",
            message: `waited ${seconds} s for ${what}`,
            did: this.#account(),
          }),
        );
      };
      timer = setTimeout(() => {
        timer = setTimeout(end, moreMs(milliseconds, before));
      }, milliseconds);
    });
    try {
      return await firstOf([promise, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The test shows nothing below its floor: so many drops, crashes, operations that succeeded. */
  floor(what: string, count: number, least: number): void {
    if (count < least) {
      this.inconclusive(`only ${count} ${what}, and ${least} are needed to tell`);
    }
  }

  /** It could not tell. */
  inconclusive(message: string): never {
    throw new LawBroken({ kind: "too-little", message, did: this.#account() });
  }

  /** A system tool is missing; `message` says how to install it. */
  skip(message: string): never {
    throw new LawBroken({ kind: "tool", message });
  }

  /**
   * `law` holds for every case drawn from `arbitraries`. Seeded; on failure the smallest case found is run again,
   * so that what it did is what is shown. Stops at a share of the law's budget: with fewer cases than asked, and
   * none that failed, it could not tell.
   */
  async forAll<T extends unknown[]>(
    arbitraries: [...{ [K in keyof T]: fc.Arbitrary<T[K]> }],
    law: (...values: NoInfer<T>) => void | Promise<void>,
    options: ForAllOptions = {},
  ): Promise<void> {
    const before = this.#did;
    // What came of the cases is noted here, and not only asked of fast-check: it runs beside the submission.
    let tries = 0;
    let failed: { readonly error: unknown } | undefined;
    let verdict: unknown;
    const allowedMs = this.#budgetMs * PROPERTY_SHARE;
    const [startedAt, starvedAt] = [now(), starvedMs()];
    const attempt = async (values: T): Promise<void> => {
      if (verdict !== undefined) return;
      const overMs = now() - startedAt - allowedMs;
      if (overMs > 0 && overMs > moreMs(allowedMs, starvedAt)) return;
      this.#did = [...before];
      this.#isTrying = true;
      tries++;
      try {
        await law(...values);
      } catch (error) {
        failed ??= { error };
        if (!isAboutTheCase(error)) verdict = error;
        else throw error;
      } finally {
        this.#isTrying = false;
      }
    };
    const property = asyncProperty(tuple<T>(...arbitraries), attempt);
    const runs = options.runs ?? PROPERTY_RUNS;
    const found = await check(property, {
      seed: this.seed,
      numRuns: runs,
    });
    if (verdict !== undefined) throw verdict;
    if (found.counterexample !== null) {
      const [smallest] = found.counterexample;
      await this.#replay(before, () => law(...smallest), tries);
    }
    if (failed !== undefined) throw failed.error;
    this.#did = before;
    if (tries < runs) {
      this.inconclusive(`only ${tries} of ${runs} cases could be tried in the time there is`);
    }
  }

  /** What to throw for `error`: itself, or with the account of what was done where it lacks one. */
  explain(error: unknown): unknown {
    if (brokenLaw(error) !== undefined || this.#did.length === 0) return error;
    if (!isAboutTheCase(error)) return error;
    return new LawBroken({ kind: "law", message: "", did: this.#account(), cause: error });
  }

  /** Undoes what `cleanup` was given. */
  async end(): Promise<void> {
    for (const undo of this.#cleanups.reverse()) await undo();
  }

  async #replay(before: readonly Told[], again: () => unknown, tried: number): Promise<never> {
    this.#did = [...before];
    const count = tried.toLocaleString("en");
    try {
      await again();
    } catch (error) {
      const note = `Smallest case found, of ${count} tried.`;
      const broken = brokenLaw(error);
      if (broken !== undefined) throw new LawBroken({ ...broken, note });
      throw new LawBroken({ kind: "law", message: "", did: this.#account(), note, cause: error });
    }
    throw new LawBroken({
      kind: "law",
      message:
        "the same case failed once and passed once: the answer depends on more than the input",
      did: this.#account(),
      note: `${count} cases tried.`,
    });
  }

  async #rejects(promise: Promise<unknown>, code: string | undefined): Promise<unknown> {
    let result: unknown;
    try {
      result = await promise;
    } catch (error) {
      return this.#coded(error, code);
    }
    return this.#noError(result, code);
  }

  #coded(error: unknown, code: string | undefined): unknown {
    if (isNotImplemented(error)) throw error;
    const got = (error as { code?: unknown } | null)?.code;
    if (code !== undefined && got !== code) {
      this.#break("the wrong error", `an error with code ${code}`, describeError(error), error);
    }
    return error;
  }

  #noError(result: unknown, code: string | undefined): never {
    const want = code === undefined ? "an error" : `an error with code ${code}`;
    return this.#break("nothing was thrown", want, show(result));
  }

  /** What was done, in words. */
  #account(): readonly Detail[] {
    return this.#did.map(({ label, text }) => ({
      label,
      text: typeof text === "string" ? text : text(),
    }));
  }

  #break(message: string, expected?: string, actual?: string, cause?: unknown): never {
    throw new LawBroken({
      kind: "law",
      message,
      did: this.#account(),
      ...(expected === undefined || actual === undefined ? {} : { expected, actual }),
      ...(cause === undefined ? {} : { cause }),
    });
  }
}

/** Says where two long texts part, which the eye does not find; nothing where it does. */
// Whoever finds it in the cache of modules finds it as it is.
Object.freeze(Trial);
Object.freeze(Trial.prototype);

function whereTextsDiffer(want: string, got: string): string {
  if (Math.min(want.length, got.length) < LONG_TEXT) return "";
  let at = 0;
  while (at < want.length && want[at] === got[at]) at++;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 8), at + 16));
  return `they part at character ${at}: ${around(want)} is expected, and ${around(got)} came`;
}

function describe(value: unknown): string {
  if (typeof value === "function") return String(value());
  if (typeof value === "string") return value;
  return value instanceof Uint8Array ? visible(value) : show(value);
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return show(error);
  const code = (error as { code?: unknown }).code;
  return `${error.name}${code === undefined ? " without a code" : ` with code ${show(code)}`}: ${error.message}`;
}

function isNotImplemented(error: unknown): boolean {
  return error instanceof Error && error.name === "NotImplemented";
}

/** Whether another case could fare otherwise: not so for what is not written, not installed, or not to be told. */
function isAboutTheCase(error: unknown): boolean {
  return !isNotImplemented(error) && (brokenLaw(error)?.kind ?? "law") === "law";
}
