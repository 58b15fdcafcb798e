/**
 * Paths through the labs: what is wrong in paths.json is caught, and hours come from the manifests, each step once.
 */
import { afterEach, describe, expect, test } from "vitest";
import { type Paths, pathsProblems, pathsText, readPaths } from "../../tools/paths.ts";
import { type Roadmap, readRoadmap } from "../../tools/phases.ts";
import type { Problem } from "../../tools/problem.ts";
import { readLabs } from "../src/manifest.ts";
import { makeTree, repository, type Tree } from "./tree.ts";

const roadmap: Roadmap = {
  phases: [
    {
      number: 9,
      title: "Samples",
      labs: [
        { id: "db-90", title: "sample", builds: "something", standsOn: [] },
        { id: "db-91", title: "more", builds: "more", standsOn: ["db-90"] },
      ],
    },
  ],
};
const CONCEPTS =
  '# A\n\n**"Outside?"** No.\n\n## 7. Interview talking points\n\n**"Why?"** So.\n\nText with **"bold"**.\n\n## 8. More\n\n**"Behind?"**\n';
const page =
  "# Paths\n\n<!-- derived: overview -->\n<!-- end -->\n\nBy hand.\n\n<!-- derived: paths -->\nold\n<!-- end -->\n";

type Stop = Paths[number]["parts"][number]["stops"][number];
const stop = (more: Partial<Stop> = {}): Stop => ({
  lab: "db-90",
  read: [],
  questions: [],
  ...more,
});
const path = (...stops: readonly Stop[]): Paths => [
  { title: "A way", level: "beginner", about: "For whom.", parts: [{ stops: [...stops] }] },
];

let tree: Tree | undefined;
afterEach(() => {
  tree?.remove();
  tree = undefined;
});
const labs = () => {
  tree ??= makeTree({
    steps: { one: ["a"], two: ["b"], three: ["c"] },
    files: { "CONCEPTS.md": CONCEPTS },
  });
  return [tree.lab];
};
const messages = (problems: readonly Problem[]) => problems.map(({ message }) => message);

describe("what is wrong in a path", () => {
  test.each([
    [{}],
    [{ steps: [1, 3] as [number, number] }],
    [{ questions: ["Why?"] }],
    [{ lab: "db-91" }],
  ])("nothing, in %o", (more) => {
    expect(pathsProblems(path(stop(more)), roadmap, labs())).toEqual([]);
  });

  test.each([
    [{ lab: "db-99" }, "A way: db-99 is not on the map"],
    [{ steps: [1, 4] as [number, number] }, "A way: db-90 has the steps 1 to 3; here 1 to 4"],
    [
      { steps: [2, 3] as [number, number] },
      "A way: db-90 step 2 needs step 1, which does not stand before it",
    ],
    [{ questions: ["bold"] }, 'A way: db-90 has no talking point "bold"'],
    [{ questions: ["Outside?"] }, 'A way: db-90 has no talking point "Outside?"'],
    [{ questions: ["Behind?"] }, 'A way: db-90 has no talking point "Behind?"'],
    [
      { lab: "db-91", steps: [1, 1] as [number, number] },
      "A way: db-91 is not built yet, and has no steps or questions",
    ],
  ])("%o is caught", (more, message) => {
    expect(messages(pathsProblems(path(stop(more)), roadmap, labs()))).toEqual([message]);
  });

  test("a step may stand behind those before it, not in front of them", () => {
    const [one, two] = [stop({ steps: [1, 1] }), stop({ steps: [2, 3] })];
    expect(pathsProblems(path(one, two), roadmap, labs())).toEqual([]);
    expect(messages(pathsProblems(path(two, one), roadmap, labs()))).toHaveLength(1);
  });

  test("what does not fit the schema is said with its place", () => {
    labs();
    tree!.write("../../tools/paths.json", '{ "paths": [{ "title": "A way", "hours": 3 }] }');
    expect(() => readPaths(tree!.root)).toThrow(/tools\/paths.json: paths\.0/);
  });
});

describe("PATHS.md", () => {
  const of = (...stops: readonly Stop[]) => pathsText(page, path(...stops), roadmap, labs())!;

  test("a whole lab counts with its hours, some steps with their minutes", () => {
    expect(of(stop())).toContain("1. [db-90-sample](labs/db-90-sample/CONCEPTS.md), 1 h.");
    expect(of(stop({ steps: [1, 3] }))).toContain(
      ", steps [1](labs/db-90-sample/steps/01-one.md) to [3](labs/db-90-sample/steps/03-three.md), 1 h 30 min.",
    );
    expect(of(stop({ steps: [2, 2] }))).toContain(
      ", step [2](labs/db-90-sample/steps/02-two.md), 30 min.",
    );
  });

  test("a step that stands twice counts once, and is done", () => {
    const text = of(stop({ steps: [1, 2] }), stop({ steps: [2, 2] }), stop({ steps: [2, 3] }));
    expect(text).toContain(
      "2. [db-90-sample](labs/db-90-sample/CONCEPTS.md), step [2](labs/db-90-sample/steps/02-two.md), done above.",
    );
    expect(text).toContain("**In all:** 1 h 30 min.");
    expect(of(stop(), stop({ steps: [1, 1] }))).toContain("**In all:** 1 h.");
  });

  test("a lab that is not built yet has a name and no hours, and the sum says so", () => {
    const text = of(stop(), stop({ lab: "db-91", read: ["`a.c`: x.", "`b.c`: y."] }));
    expect(text).toContain("2. db-91-more, not built yet.\n   - `a.c`: x.\n   - `b.c`: y.");
    expect(text).toContain("**In all:** 1 h for the labs that are ready; not built yet: db-91.");
    expect(of(stop({ lab: "db-91" }))).toContain(
      "**In all:** no lab is ready; not built yet: db-91.",
    );
  });

  test("says when, why and which questions; the overview leads to it; twice is as once", () => {
    const text = of(stop({ when: "Week 1", why: "Because.", questions: ["Why?"] }));
    expect(text).toContain(
      "1. **Week 1.** [db-90-sample](labs/db-90-sample/CONCEPTS.md), 1 h. Because.",
    );
    expect(text).toContain('   - Questions: "Why?"');
    expect(text).toContain("| [A way](#a-way) | beginner | db-90 | 1 h |");
    expect(text).toContain("*Beginner.* For whom.");
    expect(text).toContain("By hand.");
    expect(text).not.toContain("old");
    const again = pathsText(text, path(stop()), roadmap, labs());
    expect(again).toBe(of(stop()));
  });

  test("has to have a place for both", () => {
    expect(pathsText("# Paths\n", path(stop()), roadmap, labs())).toBeUndefined();
  });

  test("the paths of this tree are sound, and their titles differ", () => {
    const paths = readPaths(repository);
    expect(pathsProblems(paths, readRoadmap(repository), readLabs(repository))).toEqual([]);
    expect(new Set(paths.map(({ title }) => title)).size).toBe(paths.length);
  });
});
