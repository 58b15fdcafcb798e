/**
 * Why a file of a submission cannot load, found by the runner while it transforms the file.
 *
 * vitest carries the error to the worker, where it comes out of an import as another object, with its name and its
 * message: so everything it says is in the message, as JSON.
 */
import type { Failure } from "../verdict.ts";

const NAME = "LabsLoadError";

export class LoadError extends Error {
  override readonly name = NAME;

  /** @param file relative to the lab's folder */
  constructor(file: string, line: number, message: string, did: Failure["did"] = []) {
    super(JSON.stringify({ kind: "import", message, did, place: { file, line } }));
  }
}

/** What the error says, ready to show; undefined where it is another error. */
export function loadFailureIn(error: unknown): Failure | undefined {
  return error instanceof Error && error.name === NAME ? JSON.parse(error.message) : undefined;
}
