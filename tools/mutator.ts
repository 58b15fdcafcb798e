/**
 * Mutants made by machine: every small edit of a source that would be a plausible slip.
 *
 *   a + b   → a - b        a < b  → a <= b      a === b → a !== b     a && b → a || b
 *   !a      → a            i++    → i--         x += 1  → x -= 1
 *   7       → 8, 6         "text" → ""          true    → false
 *   if (a), a ? b : c      → true, false        while (a), for (;a;) → false
 *   f(x);                  → nothing
 *
 * Not touched: types, imports, names of properties, and calls of `assert` and `unreachable`, where
 * an edit says nothing about behaviour.
 *
 * Source: the operators are those of Stryker's list of supported mutators, the ones named above.
 *
 * Left out: array and object literals emptied, optional chaining, regular expressions.
 */
import { parseSync, visitorKeys } from "oxc-parser";

/** One edit: the text between the offsets, half-open, becomes `replace`. */
export interface Mutation {
  readonly start: number;
  readonly end: number;
  readonly replace: string;
}

interface Syntax {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

type Replacements = (node: Syntax, text: string) => readonly (Mutation | undefined)[];

const SWAPS: Readonly<Record<string, string>> = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "&&": "||",
  "||": "&&",
  "??": "&&",
  "&": "|",
  "|": "&",
  "<<": ">>",
  ">>": "<<",
  "++": "--",
  "--": "++",
  "+=": "-=",
  "-=": "+=",
  "*=": "/=",
  "/=": "*=",
};

const SKIPPED = new Set(["ImportDeclaration", "ExportAllDeclaration"]);
const TRANSPARENT = new Set(["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression"]);
const ASSERTIONS = new Set(["assert", "unreachable"]);

const OPERATORS: Readonly<Record<string, Replacements>> = {
  BinaryExpression: swapped,
  LogicalExpression: swapped,
  AssignmentExpression: swapped,
  UpdateExpression: (node, text) => {
    const operator = SWAPS[String(node.operator)]!;
    const argument = sourceOf(node.argument, text);
    return [edit(node, node.prefix === true ? operator + argument : argument + operator)];
  },
  UnaryExpression: (node, text) =>
    node.operator === "!" ? [edit(node, `(${sourceOf(node.argument, text)})`)] : [],
  Literal: literals,
  IfStatement: (node) => tests(node, ["true", "false"]),
  ConditionalExpression: (node) => tests(node, ["true", "false"]),
  WhileStatement: (node) => tests(node, ["false"]),
  ForStatement: (node) => tests(node, ["false"]),
  ExpressionStatement: (node) => [edit(node, ";")],
};

/** Every mutation of the source, in the order of the tree. */
export function mutationsOf(file: string, text: string): readonly Mutation[] {
  const { program } = parseSync(file, text);
  return [...walk(program as unknown as Syntax, text)];
}

/** The source with the edit made. */
export function mutated(text: string, { start, end, replace }: Mutation): string {
  return text.slice(0, start) + replace + text.slice(end);
}

/** `count` of the things, which ones and in which order decided by `seed` alone. */
export function sample<T>(things: readonly T[], count: number, seed: number): readonly T[] {
  const left = [...things];
  const taken: T[] = [];
  let state = seed >>> 0;
  while (taken.length < count && left.length > 0) {
    // A linear congruential step (Numerical Recipes, §7.1); its high bits choose.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    taken.push(...left.splice(Math.floor((state / 2 ** 32) * left.length), 1));
  }
  return taken;
}

function* walk(node: Syntax, text: string): Generator<Mutation> {
  if (SKIPPED.has(node.type) || (node.type.startsWith("TS") && !TRANSPARENT.has(node.type))) return;
  if (isAssertion(node) || node.directive) return;
  for (const mutation of OPERATORS[node.type]?.(node, text) ?? []) {
    if (mutation !== undefined) yield mutation;
  }
  for (const key of visitorKeys[node.type] ?? []) {
    // A key that is a plain string ("name": 1) is a name and no value.
    if (key === "key" && node.computed !== true) continue;
    const field = node[key];
    for (const below of Array.isArray(field) ? field : [field]) {
      if (isSyntax(below)) yield* walk(below, text);
    }
  }
}

function isSyntax(value: unknown): value is Syntax {
  return typeof value === "object" && value !== null && "type" in value;
}

function isAssertion(node: Syntax): boolean {
  const call = node.type === "ExpressionStatement" ? node.expression : node;
  if (!isSyntax(call) || call.type !== "CallExpression" || !isSyntax(call.callee)) return false;
  return ASSERTIONS.has(String(call.callee.name));
}

function swapped(node: Syntax, text: string): readonly (Mutation | undefined)[] {
  const { left, right } = node;
  const operator = String(node.operator);
  const swap = SWAPS[operator];
  if (swap === undefined || !isSyntax(left) || !isSyntax(right)) return [];
  const at = text.indexOf(operator, left.end);
  if (at === -1 || at >= right.start) return [];
  return [{ start: at, end: at + operator.length, replace: swap }];
}

function literals(node: Syntax): readonly (Mutation | undefined)[] {
  const { value } = node;
  if (typeof value === "boolean") return [edit(node, String(!value))];
  if (typeof value === "number")
    return [edit(node, String(value + 1)), edit(node, `(${value - 1})`)];
  if (typeof value === "bigint") return [edit(node, `${value + 1n}n`)];
  if (typeof value !== "string") return [];
  return [edit(node, value === "" ? '"mutated"' : '""')];
}

function tests({ test }: Syntax, values: readonly string[]): readonly (Mutation | undefined)[] {
  return isSyntax(test) ? values.map((value) => edit(test, value)) : [];
}

function edit({ start, end }: Syntax, replace: string): Mutation {
  return { start, end, replace };
}

function sourceOf(node: unknown, text: string): string {
  return isSyntax(node) ? text.slice(node.start, node.end) : "";
}
