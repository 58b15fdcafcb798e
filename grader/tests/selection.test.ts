/**
 * On whose code a lab is graded: defaults, overrides, and the conditions that follow.
 *
 * Four labs, 09 on 04 on 03 and 01, as nobody's folders: choosing reads no file but a reference's existence.
 */
import { describe, expect, test } from "vitest";
import { type Invocation, UsageError } from "../src/cli/command.ts";
import { wishOf } from "../src/cli/wish.ts";
import { describeStanding, type SelectionWish, select } from "../src/selection.ts";
import { labNamed } from "./canned.ts";

const first = labNamed("db-01", "resp");
const third = labNamed("db-03", "wal");
const fourth = labNamed("db-04", "persistence", { standsOn: ["db-03", "db-01"] });
const ninth = labNamed("db-09", "compaction", { standsOn: ["db-04"] });
const labs = [first, third, fourth, ninth];

const wish = (more: Partial<SelectionWish> = {}): SelectionWish => ({
  reference: false,
  each: new Map(),
  inUse: new Map(),
  ...more,
});
const passed = (...ids: string[]) => {
  return (lab: { readonly id: string }) => ids.includes(lab.id);
};

describe("select", () => {
  test.each([
    ["a lab that stands on nothing", first, wish(), [], [], ""],
    ["its reference", first, wish({ reference: true }), [], ["reference"], ""],
    [
      "on what has passed, else on the reference, transitively",
      ninth,
      wish(),
      ["db-01", "db-04"],
      ["db-03=reference"],
      "on db-01 yours, db-03 reference, db-04 yours",
    ],
    [
      "on nothing of the learner's yet",
      fourth,
      wish(),
      [],
      ["db-01=reference", "db-03=reference"],
      "on db-01 reference, db-03 reference",
    ],
    [
      "the reference stands on references, whatever has passed",
      fourth,
      wish({ reference: true }),
      ["db-01", "db-03"],
      ["reference"],
      "on db-01 reference, db-03 reference",
    ],
    ["on mine", fourth, wish({ all: "yours" }), [], [], "on db-01 yours, db-03 yours"],
    [
      "on reference",
      fourth,
      wish({ all: "reference" }),
      ["db-01", "db-03"],
      ["db-01=reference", "db-03=reference"],
      "on db-01 reference, db-03 reference",
    ],
    [
      "the most particular word wins",
      fourth,
      wish({ all: "reference", each: new Map([["db-03", "yours"]]) }),
      [],
      ["db-01=reference"],
      "on db-01 reference, db-03 yours",
    ],
    [
      "what is in use, though it has passed",
      ninth,
      wish({ inUse: new Map([["db-04", "reference"]]) }),
      ["db-01", "db-04"],
      ["db-03=reference", "db-04=reference"],
      "on db-01 yours, db-03 reference, db-04 reference (by use)",
    ],
    [
      "the learner's own by use, though it has not passed",
      ninth,
      wish({ inUse: new Map([["db-03", "yours"]]) }),
      ["db-01"],
      ["db-04=reference"],
      "on db-01 yours, db-03 yours (by use), db-04 reference",
    ],
    [
      "a command's words before what is in use",
      ninth,
      wish({
        all: "reference",
        each: new Map([["db-03", "yours"]]),
        inUse: new Map([
          ["db-01", "yours"],
          ["db-03", "reference"],
        ]),
      }),
      [],
      ["db-01=reference", "db-04=reference"],
      "on db-01 reference, db-03 yours, db-04 reference",
    ],
    [
      "the graded lab itself is never exchanged",
      fourth,
      wish({ inUse: new Map([["db-04", "reference"]]) }),
      ["db-01", "db-03"],
      [],
      "on db-01 yours, db-03 yours",
    ],
    [
      "the reference stands on references, whatever is in use",
      fourth,
      wish({ reference: true, inUse: new Map([["db-01", "yours"]]) }),
      [],
      ["reference"],
      "on db-01 reference, db-03 reference",
    ],
    [
      "the reference on the learner's own",
      fourth,
      wish({ reference: true, each: new Map([["db-01", "yours"]]) }),
      [],
      ["db-04=reference", "db-03=reference"],
      "on db-01 yours, db-03 reference",
    ],
  ] as const)("%s", (_, lab, wished, green, conditions, said) => {
    const selection = select(lab, labs, wished, passed(...green));
    expect(selection.conditions).toEqual(conditions);
    expect(describeStanding(selection)).toBe(said);
  });
});

describe("on", () => {
  const asked = (...on: string[]) => {
    const invocation: Invocation = { root: "/", labs, named: [], options: { on }, rest: [] };
    return wishOf(invocation, [fourth]);
  };

  test("mine, reference, and single labs by any of their names", () => {
    expect(asked("Mine").all).toBe("yours");
    expect(asked("reference").all).toBe("reference");
    expect(asked("reference", "wal=mine", "1=reference").each).toEqual(
      new Map([
        ["db-03", "yours"],
        ["db-01", "reference"],
      ]),
    );
  });

  test.each([
    ["referense", /on takes mine, reference or db-NN=mine.* Did you mean reference\?/],
    ["db-03=yoursss", /is none of them/],
    ["db-77=mine", /No lab is called db-77/],
    ["db-09=mine", /db-04 does not stand on db-09, but on db-01, db-03\./],
  ])("%s is refused", (word, message) => {
    expect(() => asked(word)).toThrow(UsageError);
    expect(() => asked(word)).toThrow(message);
  });

  test("a reference that this edition does not have is refused before anything runs", () => {
    const options = { reference: true } as const;
    const invocation: Invocation = { root: "/", labs, named: [], options, rest: [] };
    expect(() => wishOf(invocation, [first])).toThrow(/has no reference of db-01/);
  });
});
