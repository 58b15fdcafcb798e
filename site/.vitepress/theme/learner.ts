/**
 * How far the learner is, where `npm run docs` serves the site: asked once, then told at every change, over one
 * connection for the whole page. On a published site nobody knows, and nothing is asked.
 */
import { onMounted, type Ref, shallowRef } from "vue";

declare const __LIVE__: boolean;

export type StepState = "green" | "begun" | "none";

export interface LabState {
  readonly points: number;
  readonly pointsMax: number;
  /** How many steps are green. */
  readonly green: number;
  readonly isBegun: boolean;
  /** By id. */
  readonly steps: ReadonlyMap<string, StepState>;
}

export interface Learner {
  lab(id: string): LabState | undefined;
}

const learner = shallowRef<Learner>();

/** Undefined until it is known, and for ever where it is not. */
export function useLearner(): Ref<Learner | undefined> {
  onMounted(() => {
    if (__LIVE__) void 0;
  });
  return learner;
}
