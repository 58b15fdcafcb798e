/**
 * What progress keeps of a law that is not green, until it is: enough to know it again, and to go on with it.
 *
 *   the engine's TestResult ──▶ { law, said, place, picture, again }     each of one line, bounded, harmless
 *
 * The whole account is on the screen, and the command brings it back.
 */
import { z } from "zod";
import { reasonText } from "./reports/shown.ts";
import { printable, shortLine } from "./screen/text.ts";
import type { Failure, StepResult, TestResult } from "./verdict.ts";

const LAW_MAX = 200;
const SAID_MAX = 300;
const PLACE_MAX = 200;
const PICTURE = /(?:^|[\\/])(\.labs[\\/][\p{L}\p{N}_-]+[\\/][\p{L}\p{N}._-]+\.html)$/u;

export const keptFailureSchema = z.looseObject({
  /** The law, as a sentence; none where the step as a whole could not run. */
  law: z.string().optional(),
  /** Why it is not green, in one line. */
  said: z.string(),
  /** The learner's line, from the lab's folder: `src/dict.ts:88`. */
  place: z.string().optional(),
  /** The picture that was drawn of it, from the tree's root: `.labs/pictures/log-matching-7.html`. */
  picture: z.string().optional(),
  /** The command that replays it. */
  again: z.string().optional(),
});

export type KeptFailure = z.infer<typeof keptFailureSchema>;

/** Of one test; undefined where there is nothing that fails, or where the step as a whole could not run. */
export function testFailure(test: TestResult, again: string): KeptFailure | undefined {
  if (test.outcome !== "failed" && test.outcome !== "inconclusive") return undefined;
  if (test.failure === undefined) return undefined;
  return {
    law: shortLine(test.title, LAW_MAX),
    said: shortLine(reasonText(test), SAID_MAX),
    ...pointers(test.failure, again),
  };
}

/** Of a step of which nothing could run. */
export function stepFailure({ failure }: StepResult, again: string): KeptFailure | undefined {
  if (failure === undefined) return undefined;
  return { said: shortLine(failure.message, SAID_MAX), ...pointers(failure, again) };
}

function pointers({ place, did }: Failure, again: string): Omit<KeptFailure, "said" | "law"> {
  const picture = did
    .filter(({ label }) => label === "picture")
    .map(({ text }) => PICTURE.exec(text)?.[1]?.replaceAll("\\", "/"))
    .findLast((path) => path !== undefined);
  return {
    ...(place === undefined
      ? {}
      : { place: printable(`${place.file}:${place.line}`, 1, PLACE_MAX) }),
    ...(picture === undefined ? {} : { picture }),
    ...(again === "" ? {} : { again }),
  };
}
