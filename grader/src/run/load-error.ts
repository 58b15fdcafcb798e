/**
 * Why a file of a submission cannot load, found by the runner while it transforms the file.
 *
 * vitest carries the error to the worker, where it comes out of an import as another object, with its name and its
 * message: so everything it says is in the message, as JSON.
 */
import type { Detail, Failure } from "../verdict.ts";

const NAME = "LabsLoadError";

export class LoadError extends Error {
  override readonly name = NAME;

  /** @param file relative to the lab's folder */
  constructor(file: string, line: number, message: string, did: Failure["did"] = []) {
    super(JSON.stringify({ kind: "import", message, did, place: { file, line } }));
  }
}

/** What the error says, ready to show; undefined where it is another error, whatever its name. */
export function loadFailureIn(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || error.name !== NAME) return undefined;
  try {
    const { message, did, place } = JSON.parse(error.message);
    const details: Failure["did"] = did.map(({ label, text }: Detail) => ({ label, text }));
    const texts = [message, place.file, ...details.flatMap(({ label, text }) => [label, text])];
    if (!texts.every((text) => typeof text === "string") || !Number.isInteger(place.line)) return;
    const { file, line } = place;
    return { kind: "import", message, did: details, place: { file, line } };
  } catch {
    return undefined;
  }
}
