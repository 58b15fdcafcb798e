/**
 * The parts of a hunt that run nothing: which number a bug has, and what of a file a test is made of.
 */
import { expect, test } from "vitest";
import { slicesOf } from "../src/hunt/slices.ts";
import { numbersIn, withNumbers } from "../src/mutant-numbers.ts";
import { ranges } from "../src/screen/hunt.ts";

test("numbers are for ever: what joins comes behind, what goes keeps its line", () => {
  const first = withNumbers("", ["b", "a"]);
  expect([...numbersIn(first)]).toEqual([
    ["b", 1],
    ["a", 2],
  ]);
  const later = withNumbers(first, ["a", "a-new-one"]);
  expect(later).toBe(`${first}3 a-new-one\n`);
  expect(withNumbers(later, ["a", "a-new-one", "b"])).toBe(later);
});

test("numbers that are not as they should be are told with their line", () => {
  expect(() => numbersIn("1 a\n1 b\n")).toThrow("line 2: 1 does not follow 1");
  expect(() => numbersIn("1 a\n2 a\n")).toThrow("line 2: a has a number already");
  expect(() => numbersIn("# head\n1 a\nb\n")).toThrow("line 3: is no number and name");
});

test("numbers are shown as ranges", () => {
  expect(ranges([])).toBe("");
  expect(ranges([3, 7, 9, 10, 11, 14])).toBe("3 7 9-11 14");
});

const FILE = `
import { add, half as cut } from "@labs/db-90";
import { hunt } from "@labs/grader/testing";

const three = () => 3;
const sum = (a: number) => add(a, three());

hunt("one", (t) => t.equal(sum(1), 4));
hunt("two", (t) => t.equal(cut(4), 2));
`;

test("a test is itself, and what it uses", () => {
  const now = slicesOf("x.test.ts", FILE);
  const changed = (find: string, replace: string) => {
    const later = slicesOf("x.test.ts", FILE.replace(find, replace));
    return ["one", "two"].filter((title) => later.of(title) !== now.of(title));
  };
  expect(changed("cut(4), 2", "cut(8), 4")).toEqual(["two"]);
  expect(changed("=> 3", "=> 1 + 2")).toEqual(["one"]);
  expect(changed("half as cut", "half as cut, twice")).toEqual([]);
  expect(changed("half as cut", "twice as cut")).toEqual(["two"]);
  expect(changed("\nhunt(", '\nhunt("none", () => {});\nhunt(')).toEqual([]);
  expect(changed("\nhunt(", "\nprocess.on('x', three);\nhunt(")).toEqual(["one", "two"]);
});

test("a test that is not at the top level is its whole file", () => {
  const text = 'for (const n of [1, 2]) hunt("a" + n, () => {});\n';
  expect(slicesOf("x.test.ts", text).of("a1")).toBe(text);
});
