/**
 * Loading a submission: what it must export, and what is said where it cannot be loaded.
 *
 * One message with file, line and what is missing, instead of one per test.
 */
import { relative } from "node:path";
import type { Failure } from "../verdict.ts";
import type { WorkerEvent } from "./events.ts";
import { loadFailureIn } from "./load-error.ts";
import { failureOf, replaced } from "./submission.ts";

/** Says which export is missing or of the wrong kind; ready to show. */
class ExportError extends Error {
  override readonly name = "ExportError";
}

/** @throws ExportError naming every export that is missing or of another kind than the lab declares */
export function checkExports(
  module: Readonly<Record<string, unknown>>,
  declared: Readonly<Record<string, string>>,
  entry: string,
  labPath: string,
): void {
  const wrong = Object.entries(declared).flatMap(([name, kind]) => {
    const got = kindOf(module[name]);
    if (got === kind) return [];
    return got === "undefined"
      ? `no ${kind} ${name}`
      : `${name} as ${a(got)}, where ${a(kind)} is needed`;
  });
  if (wrong.length > 0) {
    throw new ExportError(`${relative(labPath, entry)} exports ${wrong.join("; ")}`);
  }
}

const a = (kind: string) => `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`;

/** The kinds of a manifest's `exports`: typeof, but a class is no function. */
function kindOf(value: unknown): string {
  const type = typeof value;
  if (type !== "function") return value === null ? "null" : type;
  return /^class\b/.test(Function.prototype.toString.call(value)) ? "class" : "function";
}

/** The event for a submission that could not be loaded, or for tests. @param what completes "while … loaded" */
export function notLoaded(error: unknown, labPath: string, what: string): WorkerEvent {
  try {
    if (error instanceof Error && error.name === "NotImplemented") {
      return { kind: "not-loaded", notImplemented: error.message };
    }
    return { kind: "not-loaded", failure: loadFailure(error, labPath, what) };
  } catch {
    const message = `threw something that cannot be read, while ${what} loaded`;
    return { kind: "not-loaded", failure: { kind: "import", message, did: [] } };
  }
}

/** The event for a submission that `changed` what belongs to everybody. */
export function spoilt(changed: string): WorkerEvent {
  return {
    kind: "not-loaded",
    failure: replaced("import", `${changed}, while the lab was loaded`),
  };
}

function loadFailure(error: unknown, labPath: string, what: string): Failure {
  const known = loadFailureIn(error);
  if (known !== undefined) return known;
  if (error instanceof ExportError) return { kind: "import", message: error.message, did: [] };
  const failure = failureOf(error, "import", labPath);
  const { message } = failure;
  const thrown = message === "" ? "an AssertionError" : message;
  return { ...failure, kind: "import", message: `threw ${thrown}, while ${what} loaded` };
}
