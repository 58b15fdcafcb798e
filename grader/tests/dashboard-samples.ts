/** Somebody in the middle of the second of three labs, for the tests of the dashboard. */
import { type Dashboard, type DashboardSources, dashboardOf } from "../src/dashboard/data.ts";
import type { Mark } from "../src/dashboard/marks.ts";
import { labNamed } from "./canned.ts";

export const NOW = new Date(2026, 2, 18, 20);
export const sampleLabs = [
  labNamed("db-01", "resp"),
  labNamed("db-02", "keyspace", { standsOn: ["db-01"], hours: 12 }),
  labNamed("db-05", "memtable", { phase: 2 }),
];

/** So many minutes before now. */
export const ago = (minutes: number): string =>
  new Date(NOW.getTime() - minutes * 60_000).toISOString();

const DAY = 24 * 60;
const at = ago(0);
const passed = { last: "passed" as const, at, firstPassed: at };
const green = (...ids: readonly string[]) => ({
  ...{ hintsShown: {}, tests: Object.fromEntries(ids.map((id) => [id, passed])) },
});

export const samplePhases = [
  { number: 1, title: "A server that keeps its word", toCome: [] },
  { number: 2, title: "LevelDB", toCome: [{ id: "db-06", title: "sstable" }] },
  { number: 3, title: "SQLite", toCome: [{ id: "db-10", title: "pager" }] },
];

/** Of every lab alike. */
export const sampleMarks: readonly Mark[] = [
  { id: "concepts", kind: "reading", text: "Concepts: the why", document: "CONCEPTS.md" },
  {
    ...{ id: "question-1", kind: "question", text: "Why can + not carry what a user typed?" },
    document: "CONCEPTS.md#check-questions",
  },
  {
    ...{ id: "predict-decode", kind: "predict", text: "How many bytes are copied in all?" },
    ...{ document: "steps/02-decode.md#predict-first", step: "decode" },
  },
];

export const sampleSources: DashboardSources = {
  labs: sampleLabs,
  phases: samplePhases,
  progress: {
    version: 1,
    labs: {
      "db-01": {
        steps: {
          encode: green("simple", "bulk"),
          decode: { ...green("chunks", "limits", "values"), revealed: at },
        },
        marks: { concepts: ago(3 * DAY), "question-1": ago(9 * DAY), "of-old": ago(8 * DAY) },
      },
      "db-02": {
        steps: {
          encode: green("simple", "bulk"),
          decode: {
            hintsShown: {},
            tests: {
              chunks: passed,
              limits: {
                ...{ last: "failed", at: ago(20), firstPassed: ago(DAY) },
                failure: {
                  law: "a limit is held",
                  said: 'expected 3, got <img src=x onerror="document.title=1"> \\x1b[2J',
                  place: "src/dict.ts:88",
                  picture: ".labs/pictures/limit-7.html",
                  again: "npm run grade db-02 step 2 seed 7",
                },
              },
              values: { last: "failed", at: ago(30) },
            },
          },
        },
      },
    },
  },
  activity: [
    ...[3 * DAY + 30, 2 * DAY, DAY + 10, DAY].map((minutes) => ({
      ...{ at: ago(minutes), lab: "db-01", step: "encode", points: 2, of: 2 },
    })),
    ...[50, 20].map((minutes) => ({
      ...{ at: ago(minutes), lab: "db-02", step: "decode", points: 1, of: 3 },
    })),
  ],
  marks: () => sampleMarks,
  entries: [],
  hasPicture: () => true,
  notes: [],
  now: NOW,
};

export function sampleDashboard(more: Partial<DashboardSources> = {}): Dashboard {
  return dashboardOf({ ...sampleSources, ...more });
}
