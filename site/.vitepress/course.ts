/**
 * What the site knows of the course beside its documents: the labs of the tree, and those of the map that are not built
 * yet. Read when the site is built.
 */
import { fileURLToPath } from "node:url";
import { readLabs } from "../../grader/src/manifest.ts";
import { readRoadmap } from "../../tools/phases.ts";

export interface CourseStep {
  readonly id: string;
  readonly title: string;
  readonly number: number;
  readonly minutes: number;
  readonly points: number;
  /** Of its page, from the site's root. */
  readonly href: string;
}

export interface CourseLab {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly phase: number;
  readonly standsOn: readonly string[];
  readonly client: string;
  /** What only a lab that is built has. */
  readonly built?: {
    /** Of its first page. */
    readonly href: string;
    readonly folder: string;
    readonly hours: number;
    readonly steps: readonly CourseStep[];
  };
}

export interface Course {
  readonly phases: readonly { readonly number: number; readonly title: string }[];
  readonly labs: readonly CourseLab[];
}

/** Of the tree. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** In the map's order. @throws ManifestError */
export function readCourse(): Course {
  const labs = new Map(readLabs(root).map((lab) => [lab.id, lab]));
  const { phases } = readRoadmap(root);
  return {
    phases: phases.map(({ number, title }) => ({ number, title })),
    labs: phases.flatMap(({ number, labs: planned }) =>
      planned.map((plan): CourseLab => {
        const lab = labs.get(plan.id);
        if (lab === undefined) {
          const { id, title, builds: description, standsOn, client = "" } = plan;
          return { id, title, description, phase: number, standsOn, client };
        }
        const { id, title, description, standsOn, client, hours, folder } = lab;
        const steps = lab.steps.map((step) => ({
          ...{ id: step.id, title: step.title, number: step.number, minutes: step.minutes },
          ...{ points: step.tests.length, href: `/labs/${folder}/${step.document.slice(0, -3)}` },
        }));
        const built = { href: `/labs/${folder}/CONCEPTS`, folder, hours, steps };
        return { id, title, description, phase: number, standsOn, client, built };
      }),
    ),
  };
}
