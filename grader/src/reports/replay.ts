/** The command that grades a lab, or one step of it, with the same cases again. */
import type { Lab, Step } from "../manifest.ts";

/** What was graded. */
export interface Replayed {
  readonly lab: Pick<Lab, "id">;
  /** The words that chose what is graded and on what: ` reference on db-03=mine`. */
  readonly words: string;
}

/** The command that replays `step` with `seed`; without a step, the whole grading. */
export function replay({ lab, words }: Replayed, step: Step | undefined, seed: number): string {
  const only = step === undefined ? "" : ` step ${step.number}`;
  return `npm run grade ${lab.id}${only} seed ${seed}${words}`;
}
