/**
 * From what a submission threw, wherever and whatever, to a Failure a person can read.
 *
 * Anything can be thrown: null, a proxy whose getters throw, an error with a message of a gigabyte. Nothing here
 * throws, and nothing it returns is longer than a page.
 */
import { AssertionError } from "node:assert";
import { join, relative } from "node:path";
import { type BrokenLaw, brokenLaw } from "../testing/broken.ts";
import { show } from "../testing/show.ts";
import type { Failure, FailureKind, Place } from "../verdict.ts";
import { huntFolderOf } from "./hunts.ts";

const TEXT_MAX = 6_000;
/** A name, a code and a message: one sentence, at most a few lines of a terminal. */
const HEADLINE_MAX = 400;
let readLaw = brokenLaw;

/** From now on laws speak through this reader: that of the instance of testing/broken.ts which they have loaded. */
export function hearLaws(reader: typeof brokenLaw): void {
  readLaw = reader;
}

/**
 * The first frame of `stack` that lies in the lab's src (or reference, when that is graded); of a learner's own tests, that
 * of the test.
 */
export function placeIn(stack: string, labPath: string): Place | undefined {
  const isOfLab = (path: string) =>
    path.startsWith(`${labPath}/src/`) || path.startsWith(`${labPath}/reference/`);
  return huntPlaceIn(stack, labPath) ?? firstFrame(stack, labPath, isOfLab);
}

/** The first frame of `stack` that lies in a learner's own tests. */
function huntPlaceIn(stack: string, labPath: string): Place | undefined {
  const root = join(labPath, "../..");
  const place = firstFrame(stack, labPath, (path) => huntFolderOf(root, path) !== undefined);
  return place === undefined ? undefined : { file: place.file, line: place.line };
}

function firstFrame(
  stack: string,
  labPath: string,
  isWanted: (path: string) => boolean,
): Place | undefined {
  for (const line of stack.split("\n")) {
    const frame =
      /^\s*at (?:async )?(?:(?<name>.*?) \()?(?<path>[^()]*?):(?<line>\d+):\d+\)?$/.exec(line);
    const path = frame?.groups?.path?.replace(/^file:\/\//, "") ?? "";
    if (!isWanted(path)) continue;
    const name = frame?.groups?.name?.replace(/^Module\.|^new /, "");
    const place = { file: relative(labPath, path), line: Number(frame?.groups?.line) };
    return name === undefined || name.startsWith("Object.") ? place : { ...place, name };
  }
  return undefined;
}

/** A failure of `kind` from what was thrown. A broken law keeps its own kind and account. */
export function failureOf(error: unknown, kind: FailureKind, labPath: string): Failure {
  try {
    const broken = readLaw(error);
    if (broken !== undefined) {
      const place = huntPlaceIn(stackOf(error), labPath);
      const failure = fromLaw(broken, kind, labPath);
      return place === undefined ? failure : { ...failure, place };
    }
    const place = placeIn(stackOf(error), labPath);
    const assertion = fromAssertion(error);
    return cut({
      kind: assertion === undefined ? kind : "law",
      message: assertion === undefined ? headline(error) : "",
      did: [],
      ...assertion,
      ...(place === undefined ? {} : { place }),
    });
  } catch {
    return { kind, message: "something that cannot be read", did: [] };
  }
}

/** A failure for what was `changed`, ready to show: "replaced Object.is". */
export function replaced(kind: "replaced" | "import", changed: string): Failure {
  const message = `${changed}; what JavaScript and Node give to everybody has to stay as it is`;
  return { kind, message, did: [] };
}

function fromLaw(broken: BrokenLaw, kind: FailureKind, labPath: string): Failure {
  const { cause, did = [], ...own } = broken;
  if (!("cause" in broken)) return cut({ ...own, did });
  const inner = failureOf(cause, kind, labPath);
  // Without a message of its own, the law broke by what was thrown.
  return own.message === ""
    ? cut({ ...inner, ...own, kind: inner.kind, message: inner.message, did })
    : cut({ ...inner, ...own, did });
}

/** vitest's and node's assertion errors carry the two values. */
function fromAssertion(error: unknown): Pick<Failure, "expected" | "actual"> | undefined {
  if (
    !(error instanceof Error) ||
    !(error.name === "AssertionError" || error instanceof AssertionError)
  ) {
    return undefined;
  }
  const { expected, actual } = error as { expected?: unknown; actual?: unknown };
  return { expected: show(expected), actual: show(actual) };
}

/** What was thrown: "TypeError: x is not a function", "null, which is no Error". */
function headline(error: unknown): string {
  if (!(error instanceof Error)) return `${show(error)}, which is no Error`;
  const code = (error as { code?: unknown }).code;
  return short(
    `${error.name}${typeof code === "string" ? ` (${code})` : ""}: ${error.message}`,
    HEADLINE_MAX,
  );
}

function stackOf(error: unknown): string {
  return error instanceof Error && typeof error.stack === "string" ? error.stack : "";
}

function short(text: string, lengthMax = TEXT_MAX): string {
  return text.length > lengthMax ? `${text.slice(0, lengthMax)} …` : text;
}

function cut(failure: Failure): Failure {
  const { expected, actual } = failure;
  return {
    ...failure,
    message: short(failure.message),
    did: failure.did.slice(-12).map(({ label, text }) => ({ label, text: short(text) })),
    ...(expected === undefined || actual === undefined
      ? {}
      : { expected: short(expected), actual: short(actual) }),
  };
}
