/**
 * Where a learner stands, as data: all that the dashboard shows.
 *
 *   manifests, roadmap ─┐
 *   progress ───────────┼──▶ Dashboard ──JSON──▶ page/draw.ts
 *   activity, journal ──┘
 *
 * The same state gives the same data, on one day: what listens for changes can compare. Texts that a submission had a
 * hand in were made harmless when they were kept.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Activity, dayOf, GAP_MAX_MS, readActivity } from "../activity.ts";
import type { KeptFailure } from "../failures.ts";
import type { Entry } from "../journal/entry.ts";
import { JournalError, readJournal } from "../journal/folder.ts";
import type { Lab } from "../manifest.ts";
import { type Progress, ProgressStore } from "../progress.ts";
import { type Phase, readPhases } from "../roadmap.ts";
import {
  hoursLeft,
  type LabStanding,
  nextOf,
  percentOf,
  type StepStanding,
  standingOf,
  stepProgress,
} from "../standing.ts";
import { type Mark, type MarkKind, marksOf } from "./marks.ts";
import { BEFORE_MS, daysBefore, streakOf, workedTime } from "./time.ts";

export const DASHBOARD_FORMAT = "labs-dashboard";
export const DASHBOARD_VERSION = 1;
/** The calendar begins with the first day of a week. */
const WEEKS = 27;
const FAILURES_MAX = 12;
const MINUTE_MS = 60_000;

export interface Dashboard {
  readonly format: typeof DASHBOARD_FORMAT;
  readonly version: typeof DASHBOARD_VERSION;
  /** `2026-11-22`, where it was made. */
  readonly today: string;
  readonly percent: number;
  readonly points: number;
  readonly pointsMax: number;
  readonly streak: { readonly days: number; readonly isTodayDone: boolean };
  /** Spent on all labs. */
  readonly minutes: number;
  /** What the labs that are here take by their manifests, and what of it is left. */
  readonly hours: number;
  readonly hoursLeft: number;
  /** None where all is green. */
  readonly next?: DashboardNext;
  readonly phases: readonly DashboardPhase[];
  /** The latest first. */
  readonly failures: readonly DashboardFailure[];
  /** How many there are beside those. */
  readonly failuresMore: number;
  /** The first day of the calendar, and the days on which something was done. */
  readonly calendar: { readonly from: string; readonly days: readonly DashboardDay[] };
  /** How time is counted. */
  readonly measure: { readonly gapMinutes: number; readonly beforeMinutes: number };
  /** What was wrong with the files that this was read from. */
  readonly notes: readonly string[];
}

export interface DashboardNext {
  readonly lab: string;
  readonly labTitle: string;
  readonly step: number;
  readonly title: string;
  readonly minutes: number;
  /** From the tree's root, as all documents here. */
  readonly document: string;
  readonly command: string;
}

export interface DashboardPhase {
  readonly number: number;
  readonly title: string;
  readonly percent: number;
  readonly points: number;
  readonly pointsMax: number;
  readonly labs: readonly DashboardLab[];
  readonly toCome: readonly { readonly id: string; readonly title: string }[];
}

export type Sign = "green" | "begun" | "nothing";

export interface DashboardLab {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly sign: Sign;
  readonly percent: number;
  readonly points: number;
  readonly pointsMax: number;
  /** Spent, by the gradings. */
  readonly minutes: number;
  readonly hours: number;
  readonly hoursLeft: number;
  readonly steps: readonly DashboardStep[];
  readonly marks: readonly DashboardMark[];
}

export interface DashboardStep {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly sign: Sign;
  readonly points: number;
  readonly pointsMax: number;
  /** How long a newcomer needs. */
  readonly minutes: number;
  readonly document: string;
  /** "was green, and is not now" */
  readonly notes: readonly string[];
}

export interface DashboardMark {
  readonly id: string;
  readonly kind: MarkKind;
  readonly text: string;
  readonly document: string;
  /** The number of the step that it belongs to. */
  readonly step?: number;
  readonly isDone: boolean;
  /** Whether it is done because there is an entry of the decision log: then nobody has to mark it. */
  readonly isWritten: boolean;
}

export interface DashboardFailure {
  readonly lab: string;
  readonly step: number;
  readonly title: string;
  /** The law's id, and what it says; none where nothing of the step could run. */
  readonly id?: string;
  readonly law?: string;
  readonly said?: string;
  /** From the tree's root: `labs/db-02-keyspace/src/dict.ts:88`. */
  readonly place?: string;
  /** From the tree's root; it is there. */
  readonly picture?: string;
  readonly again: string;
  /** The day on which it was seen last, where that is known. */
  readonly day?: string;
}

export interface DashboardDay {
  readonly day: string;
  readonly minutes: number;
  /** How many marks were made. */
  readonly marks: number;
}

/** What the data are made of. */
export interface DashboardSources {
  readonly labs: readonly Lab[];
  readonly phases: readonly Phase[];
  readonly progress: Progress;
  /** By time. */
  readonly activity: readonly Activity[];
  readonly marks: (lab: Lab) => readonly Mark[];
  /** The decision log. */
  readonly entries: readonly Entry[];
  readonly hasPicture: (path: string) => boolean;
  readonly notes: readonly string[];
  readonly now: Date;
}

/** What is known of the tree now. Never throws for what a learner's files say. */
export async function readDashboard(
  root: string,
  labs: readonly Lab[],
  now: Date,
): Promise<Dashboard> {
  const notes: string[] = [];
  const store = new ProgressStore(root, { warn: (message) => void notes.push(message) });
  return dashboardOf({
    labs,
    phases: readPhases(root, labs),
    progress: await store.read(),
    activity: readActivity(root),
    marks: marksOf,
    entries: entriesOf(root, labs, notes),
    hasPicture: (path) => existsSync(join(root, path)),
    notes,
    now,
  });
}

function entriesOf(root: string, labs: readonly Lab[], notes: string[]): readonly Entry[] {
  try {
    return readJournal(root, labs).entries;
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    notes.push(error.message);
    return [];
  }
}

/** The data, from what was read. */
export function dashboardOf(sources: DashboardSources): Dashboard {
  const { labs, progress, now, phases, notes } = sources;
  // A clock that was wrong once is no reason to count days that are to come.
  const activity = sources.activity.filter(({ at }) => Date.parse(at) <= now.getTime());
  const standings = labs.map((lab) => standingOf(lab, progress));
  const { msOfLab, msOfDay } = workedTime(activity);
  const days = daysOf(msOfDay, marksOfDays(progress, now));
  const next = nextOf(standings);
  const failures = standings.flatMap((standing) => failuresOf(standing, sources));
  const latest = failures.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const from = calendarFrom(now);
  return {
    format: DASHBOARD_FORMAT,
    version: DASHBOARD_VERSION,
    today: dayOf(now),
    percent: percentOf(standings),
    ...pointsOf(standings),
    streak: streakOf(new Set(days.map(({ day }) => day)), now),
    minutes: minutes([...msOfDay.values()].reduce((sum, ms) => sum + ms, 0)),
    hours: labs.reduce((sum, lab) => sum + lab.hours, 0),
    hoursLeft: standings.reduce((sum, each) => sum + hoursLeft(each), 0),
    ...(next === undefined
      ? {}
      : {
          next: {
            ...{ lab: next.lab.id, labTitle: next.lab.title },
            ...{ step: next.step.number, title: next.step.title, minutes: next.step.minutes },
            ...{ document: next.document, command: next.command },
          },
        }),
    phases: phases.map((phase) => phaseOf(phase, standings, msOfLab, sources)),
    failures: latest.slice(0, FAILURES_MAX).map(({ failure }) => failure),
    failuresMore: Math.max(0, latest.length - FAILURES_MAX),
    calendar: { from, days: days.filter(({ day }) => day >= from && day <= dayOf(now)) },
    measure: { gapMinutes: minutes(GAP_MAX_MS), beforeMinutes: minutes(BEFORE_MS) },
    notes,
  };
}

function phaseOf(
  { number, title, toCome }: Phase,
  standings: readonly LabStanding[],
  msOfLab: ReadonlyMap<string, number>,
  sources: DashboardSources,
): DashboardPhase {
  const own = standings.filter(({ lab }) => lab.phase === number);
  const labs = own.map((standing) =>
    labOf(standing, minutes(msOfLab.get(standing.lab.id) ?? 0), sources),
  );
  return { number, title, percent: percentOf(own), ...pointsOf(own), labs, toCome };
}

function labOf(
  standing: LabStanding,
  spent: number,
  { progress, marks, entries }: DashboardSources,
): DashboardLab {
  const { lab, points, pointsMax } = standing;
  const done = progress.labs[lab.id]?.marks ?? {};
  const written = new Set(
    entries.flatMap(({ lab: id, step, isWritten }) =>
      isWritten && id === lab.id ? [step?.number] : [],
    ),
  );
  return {
    ...{ id: lab.id, title: lab.title, description: lab.description },
    ...{ sign: signOf(standing), percent: percentOf([standing]), points, pointsMax },
    ...{ minutes: spent, hours: lab.hours, hoursLeft: hoursLeft(standing) },
    steps: standing.steps.map((step) => stepOf(lab, step)),
    marks: marks(lab).map(({ id, kind, text, document, step }) => {
      const number = lab.steps.find((each) => each.id === step)?.number;
      const isWritten = kind === "decision" && written.has(number);
      return {
        ...{ id, kind, text, document: fromRoot(lab, document) },
        ...(number === undefined ? {} : { step: number }),
        isDone: isWritten || Object.hasOwn(done, id),
        isWritten,
      };
    }),
  };
}

function stepOf(lab: Lab, standing: StepStanding): DashboardStep {
  const { step, points, wasGreen, isRevealed } = standing;
  return {
    ...{ id: step.id, number: step.number, title: step.title, sign: signOf(standing) },
    ...{ points, pointsMax: step.tests.length, minutes: step.minutes },
    document: fromRoot(lab, step.document),
    notes: [
      ...(wasGreen ? ["was green, and is not now"] : []),
      ...(isRevealed ? ["revealed"] : []),
    ],
  };
}

function failuresOf(
  { lab, steps }: LabStanding,
  { progress, hasPicture }: DashboardSources,
): { readonly at: string; readonly failure: DashboardFailure }[] {
  return steps.flatMap(({ step }) => {
    const kept = stepProgress(progress, lab, step);
    const tests = step.tests.flatMap((id) => {
      const test = kept.tests[id];
      return test?.last === "failed" || test?.last === "inconclusive" ? [{ id, ...test }] : [];
    });
    const seen = (at: string, id: string | undefined, failure: KeptFailure | undefined) => ({
      at,
      failure: {
        ...{ lab: lab.id, step: step.number, title: step.title },
        ...(id === undefined ? {} : { id, law: failure?.law ?? id }),
        ...(failure === undefined ? {} : { said: failure.said }),
        ...(failure?.place === undefined ? {} : { place: fromRoot(lab, failure.place) }),
        ...(failure?.picture !== undefined && hasPicture(failure.picture)
          ? { picture: failure.picture }
          : {}),
        again: failure?.again ?? `npm run grade ${lab.id} step ${step.number}`,
        ...(Number.isNaN(Date.parse(at)) ? {} : { day: dayOf(new Date(at)) }),
      },
    });
    // Where nothing of a step could run, its laws have seen nothing.
    if (kept.failure !== undefined && tests[0] !== undefined) {
      return [seen(tests[0].at, undefined, kept.failure)];
    }
    return tests.map(({ id, at, failure }) => seen(at, id, failure));
  });
}

function marksOfDays(progress: Progress, now: Date): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { marks = {} } of Object.values(progress.labs)) {
    for (const at of Object.values(marks)) {
      const date = new Date(at);
      if (Number.isNaN(date.getTime()) || date > now) continue;
      counts.set(dayOf(date), (counts.get(dayOf(date)) ?? 0) + 1);
    }
  }
  return counts;
}

function daysOf(
  msOfDay: ReadonlyMap<string, number>,
  marks: ReadonlyMap<string, number>,
): readonly DashboardDay[] {
  const days = [...new Set([...msOfDay.keys(), ...marks.keys()])].sort();
  return days.map((day) => ({
    ...{ day, minutes: minutes(msOfDay.get(day) ?? 0), marks: marks.get(day) ?? 0 },
  }));
}

/** A Monday, so many weeks ago that the last week is the one of now. */
function calendarFrom(now: Date): string {
  const sinceMonday = (now.getDay() + 6) % 7;
  return daysBefore(now, sinceMonday + 7 * (WEEKS - 1));
}

function pointsOf(standings: readonly LabStanding[]): { points: number; pointsMax: number } {
  return {
    points: standings.reduce((sum, each) => sum + each.points, 0),
    pointsMax: standings.reduce((sum, each) => sum + each.pointsMax, 0),
  };
}

function signOf({ isGreen, isBegun }: { isGreen: boolean; isBegun: boolean }): Sign {
  if (isGreen) return "green";
  return isBegun ? "begun" : "nothing";
}

const fromRoot = (lab: Lab, path: string) => `labs/${lab.folder}/${path}`;
const minutes = (ms: number) => Math.round(ms / MINUTE_MS);
