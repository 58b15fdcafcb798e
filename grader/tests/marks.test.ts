/**
 * Marks: what a stub keeps, what it leaves out, and which marks are refused.
 *
 * Small sources, one edge each. Every derived text in here must parse; those of the last part are given to tsc and
 * to the linter as well.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseSync } from "oxc-parser";
import { afterAll, describe, expect, test } from "vitest";
import { deriveStub, stepFunctions, stepSource, validateMarks } from "../src/marks.ts";

const ROOT = resolve(import.meta.dirname, "../..");

function stub(source: string, after = 0): string {
  const text = deriveStub(source, { lab: "db-01", file: "a.ts", after });
  if (text === undefined) throw new Error("the file was left out");
  expect(parseSync("a.ts", text).errors).toStrictEqual([]);
  return text;
}

const thrown = (what: string, indent = "") =>
  `{\n${indent}  throw new NotImplemented("db-01 ${what}");\n${indent}}`;
const IMPORT = `import { NotImplemented } from "@labs/machine";\n`;

describe("@step", () => {
  test("a function keeps its docstring, tag and signature, and throws", () => {
    const head = `/**\n * The bytes.\n *\n * @step 1\n */\nexport function encode(v: string, n = 2): Uint8Array `;
    expect(stub(`${head}{\n  return f(v);\n}\n`)).toBe(
      `${IMPORT}\n${head}${thrown("step 1: encode")}\n`,
    );
  });

  test.each([
    ["function* words(): Generator<string> ", "words"],
    ["async function later(): Promise<void> ", "later"],
    ["export async function* both(): AsyncGenerator<string> ", "both"],
    ["export default function main(): void ", "main"],
    ["export default function (): void ", "default"],
    ["function assertText(v: unknown): asserts v is string ", "assertText"],
  ])("%s", (head, name) => {
    const source = `/** @step 2 */\n${head}{ { yieldNothing(); } }\n`;
    expect(stub(source)).toBe(`${IMPORT}\n/** @step 2 */\n${head}${thrown(`step 2: ${name}`)}\n`);
  });

  test("members: methods, accessors, static, private, computed, arrow fields, the constructor", () => {
    const heads = [
      ["constructor(a: number) ", "constructor"],
      ["get size(): number ", "size"],
      ["set size(n: number) ", "size"],
      ["static of(): Box ", "of"],
      ["#grow(): void ", "#grow"],
      ["*[Symbol.iterator](): Iterator<number> ", "[Symbol.iterator]"],
      ["readonly handle = (): void => ", "handle"],
    ] as const;
    const members = (body: (name: string) => string) =>
      heads.map(([head, name]) => `  /** @step 3 */\n  ${head}${body(name)}`).join("\n\n");
    expect(stub(`class Box {\n${members(() => "{}")}\n}\n`)).toBe(
      `${IMPORT}\nclass Box {\n${members((name) => thrown(`step 3: Box.${name}`, "  "))}\n}\n`,
    );
  });

  test("a constructor of a class that extends still calls super", () => {
    const text = stub(
      `class E extends Error {\n  /** @step 1 */\n  constructor(m: string) {\n    super(m);\n    this.x = 1;\n  }\n}\n`,
    );
    expect(text).toContain(
      `constructor(m: string) {\n    super(m);\n    throw new NotImplemented("db-01 step 1: E.constructor");\n  }`,
    );
    expect(text).not.toContain("this.x");
  });

  test("arrow functions, with a block, an expression or an object", () => {
    for (const body of ["{ return 1; }", "1 + 1", "({ a: 1 })"]) {
      expect(stub(`/** @step 1 */\nexport const f = (n: number): unknown => ${body};\n`)).toBe(
        `${IMPORT}\n/** @step 1 */\nexport const f = (n: number): unknown => ${thrown("step 1: f")};\n`,
      );
    }
  });

  test("a function in an object is called by both names", () => {
    const text = stub(
      `const ping = {\n  arity: 1,\n  /** @step 7 */\n  run: (s: S): V => reply(s),\n};\n`,
    );
    expect(text).toContain(`run: (s: S): V => ${thrown("step 7: ping.run", "  ")},\n};`);
  });

  test.each([0, 1, 2])("a mark on overload %d of three reaches the body", (marked) => {
    const parts = [
      "function f(a: string): string;",
      "function f(a: number): string;",
      "function f(a: unknown): string ",
    ];
    const source = parts
      .map((part, i) => (i === marked ? `/** @step 1 */\n${part}` : part))
      .join("\n");
    const text = stub(`${source}{ return String(a); }\n`);
    expect(text).toBe(`${IMPORT}\n${source}${thrown("step 1: f")}\n`);
    const method = parts.map((part) => part.replace("function ", "  "));
    method[marked] = `  /** @step 1 */\n${method[marked]}`;
    expect(stub(`class A {\n${method.join("\n")}{ return "x"; }\n}\n`)).toContain(
      thrown("step 1: A.f", "  "),
    );
  });

  test("strings, templates, plain comments and fences in docstrings are no marks", () => {
    const source = [
      "/**",
      " * Says:",
      " * ```",
      " * @step 1",
      " * @solution",
      " * ```",
      " */",
      "export function a(): string {",
      '  return "/** @step 1 */" + `// @solution`;',
      "}",
      "/* @step 2 */",
      "export function b(): void {}",
    ].join("\n");
    expect(stub(source)).toBe(source);
    expect(stepFunctions(source, "a.ts")).toStrictEqual([]);
  });

  test("after: bodies up to the step stay, and so does what is @solution", () => {
    const source = [
      'import { a } from "./a.ts";',
      'import { b } from "./b.ts";',
      "// @solution",
      "const TABLE = [1];",
      "/** @step 1 */",
      "export function one(): number { return a(TABLE); }",
      "/** @step 2 */",
      "export function two(): number { return b(TABLE); }",
      "",
    ].join("\n");
    const first = stub(source, 1);
    expect(first).toContain("one(): number { return a(TABLE); }");
    expect(first).toContain("const TABLE");
    expect(first).toContain("step 2: two");
    expect(first).not.toContain("./b.ts");
    expect(stub(source, 2)).toBe(source);
    expect(stub(source)).not.toMatch(/TABLE|\.\/a\.ts|\.\/b\.ts/);
  });

  test("a source with CRLF stays one", () => {
    const text = stub(
      "/** @step 1 */\r\nfunction f(): void {\r\n  g();\r\n}\r\n// @solution\r\nconst x = 1;\r\n",
    );
    expect(text).toContain('{\r\n  throw new NotImplemented("db-01 step 1: f");\r\n}\r\n');
    expect(text).not.toContain("const x");
    expect(text).not.toContain("@solution");
  });
});

describe("@solution", () => {
  test("takes the comments with it, and one of two blank lines", () => {
    expect(
      stub("const a = 1;\n\n// why\n// @solution\nconst b = 2; // trailing\n\nconst c = 3;\n"),
    ).toBe("const a = 1;\n\nconst c = 3;\n");
  });

  test("a comment after a blank line is not the declaration's own", () => {
    expect(stub("const a = 1;\n\n// about all\n\n// @solution\nconst b = 2;\n")).toBe(
      "const a = 1;\n\n// about all\n",
    );
  });

  test("a trailing comment belongs to its own line", () => {
    expect(stub("const a = 1; // first\n// @solution\nconst b = 2;\n")).toBe(
      "const a = 1; // first\n",
    );
  });

  test("declarations of every kind", () => {
    const kinds = [
      "function f(): void {}",
      "class C {}",
      "interface I { a: 1 }",
      "type T = 1;",
      "export const x = 1, y = 2;",
      "export default 1;",
      'export { z } from "./z.ts";',
      'import "./effect.ts";',
    ];
    for (const kind of kinds) {
      expect(stub(`const keep = 1;\n\n/** Doc. @solution */\n${kind}\n`)).toBe("const keep = 1;\n");
    }
  });

  test("an overloaded function goes as a whole", () => {
    const source =
      "/** @solution */\nexport function f(a: string): void;\nexport function f(a: number): void;\nexport function f(a: unknown): void {}\nconst keep = 1;\n";
    expect(stub(source)).toBe("const keep = 1;\n");
  });

  test("fields and private members, down to an empty class", () => {
    const source =
      "export class A {\n  // @solution\n  readonly #a = 1;\n  // @solution\n  #b: string | undefined;\n\n  /** @solution */\n  #grow(): void {}\n}\n";
    expect(stub(source)).toBe("export class A {\n}\n");
  });

  test("statements, cases, properties, elements, exported names, members of types", () => {
    const source = [
      "function f(n: number): number {",
      "  // @solution",
      "  prepare();",
      "  switch (n) {",
      "    case 1:",
      "      return 1;",
      "    // @solution",
      "    case 2:",
      "      return 2;",
      "    default:",
      "      return 3;",
      "  }",
      "}",
      "const o = {",
      "  a: 1,",
      "  // @solution",
      "  b: 2,",
      "};",
      "const l = [",
      "  1,",
      "  // @solution",
      "  2",
      "];",
      "interface I {",
      "  a: 1;",
      "  // @solution",
      "  b: 2;",
      "}",
      "export {",
      "  // @solution",
      "  f,",
      "  o,",
      "};",
      "",
    ].join("\n");
    const text = stub(source);
    expect(text).not.toMatch(/@solution|prepare|case 2|return 2|b: 2|^ {2}2$|^ {2}f,$/m);
    expect(text).toMatch(/case 1:[\s\S]*default:/);
    expect(text).toContain("const l = [\n  1,\n];");
    expect(text).toContain("export {\n  o,\n};");
  });

  test("in the header: the whole file, and with `after` none of it", () => {
    const source = "/**\n * Helpers.\n *\n * @solution\n */\n\nexport const a = 1;\n";
    expect(deriveStub(source, { lab: "db-01", file: "a.ts" })).toBeUndefined();
    expect(deriveStub(source, { lab: "db-01", file: "a.ts", after: 1 })).toBe(source);
    const shebang = `#!/usr/bin/env node\n${source}`;
    expect(deriveStub(shebang, { lab: "db-01", file: "a.ts" })).toBeUndefined();
  });

  test("a file's first docstring is its header, but for one line, or a @step, right before a declaration", () => {
    expect(stub("/** @solution */\nconst a = 1;\nconst b = 2;\n")).toBe("const b = 2;\n");
    const header = "/**\n * Numbers.\n *\n * @solution\n */\nconst a = 1;\nconst b = 2;\n";
    expect(deriveStub(header, { lab: "db-01", file: "a.ts" })).toBeUndefined();
    const own = "/**\n * F.\n * @step 1\n */\nfunction f(): void {}\n";
    expect(stepFunctions(own, "a.ts").map(({ name }) => name)).toStrictEqual(["f"]);
  });

  test("a file of nothing but @solution declarations is left out too", () => {
    const source = "/** Header. */\n\n/** @solution */\nexport const a = 1;\n";
    expect(deriveStub(source, { lab: "db-01", file: "a.ts" })).toBeUndefined();
  });

  test("a mark inside what is already gone does no harm", () => {
    const source =
      "// @solution\nclass A {\n  // @solution\n  a = 1;\n  /** @step 1 */\n  f(): void {}\n}\nconst keep = 1;\n";
    expect(stub(source)).toBe("const keep = 1;\n");
    const inBody = "/** @step 1 */\nfunction f(): void {\n  // @solution\n  g();\n}\n";
    expect(stub(inBody)).toBe(
      `${IMPORT}\n/** @step 1 */\nfunction f(): void ${thrown("step 1: f")}\n`,
    );
  });
});

describe("imports", () => {
  const body = "/** @step 1 */\nexport function f(x: T): R { return use(a, b, c, T, ns); }\n";

  test.each([
    [
      "a name no longer used goes",
      'import { a, type T } from "./x.ts";',
      'import type { T } from "./x.ts";',
    ],
    [
      "a class used as a type is imported as one",
      'import { T } from "./x.ts";',
      'import type { T } from "./x.ts";',
    ],
    [
      "a renamed one keeps its name",
      'import { U as T, b } from "./x.ts";',
      'import type { U as T } from "./x.ts";',
    ],
    [
      "default and named",
      'import a, { type T } from "./x.ts";',
      'import type { T } from "./x.ts";',
    ],
    [
      "a default used as a type",
      'import T, { type R } from "./x.ts";',
      'import type T from "./x.ts";\nimport type { R } from "./x.ts";',
    ],
    [
      "what is right already stays as written",
      'import type {T,R} from "./x.ts"',
      'import type {T,R} from "./x.ts"',
    ],
    ["an effect stays", 'import "./effect.ts";', 'import "./effect.ts";'],
  ])("%s", (_, before, after) => {
    expect(stub(`${before}\n${body}`).split("/** @step")[0]).toBe(`${IMPORT}${after}\n`);
  });

  test("a declaration that nothing uses goes with its comments, the header stays", () => {
    const text = stub(
      `/**\n * Header.\n */\n// why a\nimport { a } from "./a.ts";\nimport * as ns from "./ns.ts";\n\n${body}`,
    );
    expect(text).toMatch(/^\/\*\*\n \* Header\.\n \*\/\n\n?import \{ NotImplemented \}/);
    expect(text).not.toMatch(/why a|ns\.ts/);
  });

  test("NotImplemented joins what is imported from the machine", () => {
    const from = ' from "@labs/machine";\n';
    expect(stub(`import { T, assert }${from}${body}`)).toContain(
      `import { type T, NotImplemented }${from}`,
    );
    expect(stub(`import type { T }${from}${body}`)).toContain(
      `import { type T, NotImplemented }${from}`,
    );
    expect(
      stub(`import { NotImplemented }${from}${body}`).match(/NotImplemented \}/g),
    ).toHaveLength(1);
    expect(stub(`import { assert }${from}${body}`)).toContain(`import { NotImplemented }${from}`);
  });

  test("a mention as a property, a key, a binding or in a comment is no use", () => {
    const rest =
      "// b\nexport const o = { b: 1, c() {} };\no.b;\nexport function g(b: number, { c }: { c: 1 }): void {}\n";
    expect(stub(`import { b, c } from "./x.ts";\n${body}${rest}`)).not.toContain("./x.ts");
  });

  test("a use as a default, a computed key, a shorthand, a base class, an export is one", () => {
    for (const use of [
      "(n = b) => n",
      "{ [b]: 1 }",
      "{ b }",
      "class extends b {}",
      "f(b)",
      "x[b]",
    ]) {
      const text = stub(`import { b } from "./x.ts";\n${body}export const o = ${use};\n`);
      expect(text, use).toContain('import { b } from "./x.ts"');
    }
    expect(stub(`import { b } from "./x.ts";\n${body}export { b };\n`)).toContain("{ b } from");
    expect(stub(`import { b } from "./x.ts";\n${body}export type { b };\n`)).toContain(
      "type { b } from",
    );
  });

  test("typeof in a type needs only a type import", () => {
    expect(stub(`import { b } from "./x.ts";\n${body}export type B = typeof b;\n`)).toContain(
      'import type { b } from "./x.ts"',
    );
  });
});

describe("stepFunctions", () => {
  test("names, lines and ranges, in a stub as in its reference", () => {
    const source =
      "/** Head. */\n\n/**\n * @step 2\n */\nexport function f(): void { g(); }\n\nclass A {\n  /** @step 1 */\n  m(): void {}\n}\n";
    const found = stepFunctions(source, "a.ts");
    expect(found.map(({ step, name, line }) => [step, name, line])).toStrictEqual([
      [2, "f", 6],
      [1, "A.m", 10],
    ]);
    const [first] = found;
    expect(source.slice(first?.start, first?.end)).toBe(
      "/**\n * @step 2\n */\nexport function f(): void { g(); }",
    );
    const named = (text: string) =>
      stepFunctions(text, "a.ts").map(({ step, name }) => [step, name]);
    expect(named(stub(source))).toStrictEqual(named(source));
  });

  test("a source that does not parse has none", () => {
    expect(stepFunctions("/** @step 1 */ function f( {", "a.ts")).toStrictEqual([]);
  });

  test("offsets are right behind characters of any width", () => {
    const source = "const s = '💥 é';\n/** @step 1 */\nfunction f(): void {}\n";
    const [found] = stepFunctions(source, "a.ts");
    expect(source.slice(found?.start, found?.end)).toBe("/** @step 1 */\nfunction f(): void {}");
  });
});

describe("stepSource", () => {
  const source = [
    'import { x } from "./x.ts";',
    "// @solution",
    "const TABLE = [1];",
    "// @solution",
    "const OTHER = [2];",
    "/** @step 1 */",
    "export function one(): number { return helper(); }",
    "/** @step 2 */",
    "export function two(): number { return OTHER[0]; }",
    "/** @solution */",
    "function helper(): number { return TABLE[0]; }",
    "/** Reads. */",
    "export class Reader {",
    "  // @solution",
    "  #at = 0;",
    "  // @solution",
    "  #unused = 0;",
    "",
    "  /** @step 2 */",
    "  next(): number { return this.#at++; }",
    "",
    "  given(): void {}",
    "}",
    "",
  ].join("\n");

  test("a function and the helpers it uses, however far, in the order of the file", () => {
    expect(stepSource(source, 1)).toBe(
      [
        "// @solution\nconst TABLE = [1];",
        "/** @step 1 */\nexport function one(): number { return helper(); }",
        "/** @solution */\nfunction helper(): number { return TABLE[0]; }",
      ].join("\n\n"),
    );
  });

  test("members stand in their class, without those of other steps", () => {
    expect(stepSource(source, 2)).toBe(
      [
        "// @solution\nconst OTHER = [2];",
        "/** @step 2 */\nexport function two(): number { return OTHER[0]; }",
        "export class Reader {\n  // @solution\n  #at = 0;\n\n  /** @step 2 */\n  next(): number { return this.#at++; }\n}",
      ].join("\n\n"),
    );
  });

  test("nothing where the file has nothing of the step", () => {
    expect(stepSource(source, 3)).toBe("");
  });
});

describe("validateMarks", () => {
  test("the marks of this file's own examples are right", () => {
    const source =
      "/** @given */\nimport { a } from './a.ts';\n\nexport function f(): void { a(); }\n";
    expect(validateMarks(source, "a.ts")).toStrictEqual([]);
    expect(
      validateMarks("export { a } from './a.ts';\nexport type T = 1;\n", "a.ts"),
    ).toStrictEqual([]);
    const error = "export class E extends Error {\n  constructor(m: string) { super(m); }\n}\n";
    expect(validateMarks(error, "a.ts")).toStrictEqual([]);
  });

  test.each([
    ["an unknown tag", "/** @setp 1 */\nfunction f(): void {}\n", 1, "unknown tag @setp"],
    [
      "no number",
      "const a = 1;\n/** @step */\nfunction f(): void {}\n",
      2,
      "@step needs the number",
    ],
    ["no whole number", "/** @step one */\nfunction f(): void {}\n", 1, 'it has "one"'],
    ["step 0", "/** @step 0 */\nfunction f(): void {}\n", 1, 'it has "0"'],
    ["nothing with a body", "/** @step 1 */\nconst a = 1;\n", 1, "without a body: a"],
    ["a class", "/** @step 1 */\nclass A {}\n", 1, "without a body: A"],
    ["a declared function", "/** @step 1 */\ndeclare function f(): void;\n", 1, "without a body"],
    [
      "an abstract method",
      "abstract class A {\n  /** @step 1 */\n  abstract f(): void;\n}\n",
      2,
      "without a body",
    ],
    [
      "@step in a line comment that marks nothing",
      "function f(): void {\n  g(); // @step 1\n}\n",
      2,
      "belongs to nothing",
    ],
    ["@solution after the line", "const a = 1; // @solution\n", 1, "belongs to nothing"],
    [
      "a blank line between",
      "/** @step 1 */\n\n/** Doc. */\nfunction f(): void {}\n",
      1,
      "@step in the file's header",
    ],
    [
      "@solution above a blank line",
      "const b = 1;\n// @solution\n\nconst a = 1;\n",
      2,
      "belongs to nothing",
    ],
    [
      "running text",
      "/**\n * Here @step 1 stands.\n */\nfunction f(): void {}\n",
      2,
      "running text",
    ],
    ["two steps", "/**\n * @step 1\n * @step 2\n */\nfunction f(): void {}\n", 3, "second @step"],
    [
      "both",
      "/**\n * @step 1\n * @solution\n */\nfunction f(): void {}\n",
      3,
      "@step and @solution",
    ],
    [
      "one inside the other",
      "/** @solution */\nclass A {\n  /** @step 1 */\n  f(): void {}\n}\n",
      3,
      "inside A",
    ],
    ["no return type", "/** @step 1 */\nfunction f() {}\n", 1, "must write its return type"],
    ["code without a mark", "const a = 1;\nfunction f(): void {}\n", 2, "code and no mark"],
    ["@given elsewhere", "const a = 1;\n/** @given */\nfunction f(): void {}\n", 2, "header"],
    ["a syntax error", "const a = 1;\nconst b = ;\n", 2, "nexpected"],
  ])("%s", (_, source, line, message) => {
    const problems = validateMarks(source, "reference/a.ts");
    expect(problems.join("\n")).toContain(message);
    expect(problems.find((problem) => problem.includes(message))).toMatch(
      new RegExp(`^reference/a\\.ts:${line}: `),
    );
  });

  test("a quoted mark is prose", () => {
    expect(validateMarks("/** As `@step 1` says. */\nconst a = 1;\n", "a.ts")).toStrictEqual([]);
  });
});

describe("a derived file stands up to tsc and the linter", () => {
  const folder = mkdtempSync(join(tmpdir(), "labs-marks-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const reference: Readonly<Record<string, string>> = {
    "value.ts": "export class Box {\n  readonly n: number = 1;\n}\nexport const LIMIT = 1;\n",
    "hidden.ts": "/**\n * @solution\n */\n\nexport const table = [1];\n",
    "main.ts": `/**
 * Header.
 */
import { assert } from "@labs/machine";
import { table } from "./hidden.ts";
import { Box, LIMIT } from "./value.ts";

export interface Options {
  readonly limit?: number;
}

/**
 * Makes boxes.
 */
export class Maker {
  // @solution
  readonly #boxes: Box[] = [];
  readonly limit: number;

  /** @step 2 */
  constructor(options: Options) {
    this.limit = options.limit ?? LIMIT;
  }

  /** @step 2 */
  get size(): number {
    return this.#boxes.length;
  }

  /** @step 2 */
  *boxes(): Generator<Box> {
    yield* this.#boxes;
  }

  /** @step 1 */
  async make(box: Box): Promise<Box> {
    assert(box.n > 0, "positive");
    this.#boxes.push(box);
    return new Box();
  }
}

export class Failure extends Error {
  readonly code: string;

  /** @step 1 */
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** @step 1 */
export function parse(text: string): string;
export function parse(text: Uint8Array): string;
export function parse(text: string | Uint8Array): string {
  return String(text) + table[0] + helper();
}

/** @step 2 */
export const twice = (n: number): number => n * 2;

// @solution
function helper(): string {
  return "";
}
`,
  };

  test.each([0, 1, 2])("after step %d", (after) => {
    const at = join(folder, `after-${after}`);
    for (const [file, source] of Object.entries(reference)) {
      const text = deriveStub(source, { lab: "db-01", file, after });
      if (text === undefined) continue;
      const path = join(at, "labs/db-01-x/src", file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    writeFileSync(join(at, "package.json"), '{ "type": "module" }');
    symlinkSync(join(ROOT, "node_modules"), join(at, "node_modules"));
    const tsconfig = { extends: join(ROOT, "tsconfig.json"), include: ["labs"], exclude: [] };
    writeFileSync(
      join(at, "tsconfig.json"),
      JSON.stringify({
        ...tsconfig,
        compilerOptions: { typeRoots: [join(ROOT, "node_modules/@types")] },
      }),
    );
    expect(run(at, "tsc", ["-p", "."])).toBe("");
    if (after > 0) return;
    const rules = ["correctness/noUnusedImports", "style/useImportType"].map(
      (rule) => `--only=${rule}`,
    );
    const settings = ["--vcs-enabled=false", `--config-path=${ROOT}`];
    expect(run(at, "biome", ["lint", ...rules, ...settings, "labs"])).toContain("No fixes applied");
  });

  function run(cwd: string, tool: string, args: readonly string[]): string {
    const result = spawnSync(join(ROOT, "node_modules/.bin", tool), args, {
      cwd,
      encoding: "utf8",
    });
    return result.stdout + result.stderr;
  }
});
