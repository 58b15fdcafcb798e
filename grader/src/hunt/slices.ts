/**
 * What of a file a test is made of, so that its neighbours may change and what it caught still counts.
 *
 *     import { MemTable } from "@labs/db-05";            ◀─┐ of an import, the names that it uses
 *     const table = () => new MemTable();                ◀─┤ what it calls, and what that calls
 *     const unused = 1;                                    │
 *     hunt("one", (t) => { … table() … });               ──┘ the test
 *     hunt("two", (t) => { … });                             another: none of the first
 *
 * By names alone: a name that stands in the test for something else brings in more than is needed, which only means
 * that the test is run again.
 *
 * Left out: what one test does to another through a variable of their file.
 */
import { type Directive, type Expression, parseSync, type Statement } from "oxc-parser";

interface Part {
  readonly text: string;
  /** What it declares; undefined where it is run, whoever needs it. */
  readonly names: readonly string[] | undefined;
}

/** A file taken apart. */
export interface Slices {
  /** Of the test with this title: its own text, and that of all it needs. The whole file where it is not found. */
  of(title: string): string;
}

export function slicesOf(file: string, text: string): Slices {
  const { program, module } = parseSync(file, text);
  const tests = new Map<string, string>();
  const parts = module.staticImports.flatMap(({ moduleRequest, entries }): Part[] =>
    entries.length === 0
      ? [{ text: moduleRequest.value, names: undefined }]
      : entries.map(({ importName, localName }) => ({
          text: `${moduleRequest.value} ${importName.name ?? importName.kind} ${localName.value}`,
          names: [localName.value],
        })),
  );
  for (const node of program.body) {
    if (node.type === "ImportDeclaration") continue;
    const own = text.slice(node.start, node.end);
    const title = titleOf(node);
    if (title === undefined) parts.push({ text: own, names: declaredIn(node) });
    else tests.set(title, own);
  }
  return {
    of(title) {
      const test = tests.get(title);
      return test === undefined ? text : [test, ...needed(parts, test)].join("\n");
    },
  };
}

/** The texts of what `test` needs, in the order of the file. */
function needed(parts: readonly Part[], test: string): readonly string[] {
  const taken = new Set(parts.filter(({ names }) => names === undefined));
  const words = new Set([test, ...[...taken].map(({ text }) => text)].flatMap(wordsOf));
  for (let before = -1; before !== taken.size; ) {
    before = taken.size;
    for (const part of parts) {
      if (taken.has(part) || !part.names?.some((name) => words.has(name))) continue;
      taken.add(part);
      for (const word of wordsOf(part.text)) words.add(word);
    }
  }
  return parts.filter((part) => taken.has(part)).map(({ text }) => text);
}

const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];

/** Of `hunt("a title", …)` at the top level; undefined where it is something else. */
function titleOf(node: Directive | Statement): string | undefined {
  if (node.type !== "ExpressionStatement" || node.expression.type !== "CallExpression") return;
  const { callee, arguments: given } = node.expression;
  if (callee.type !== "Identifier" || callee.name !== "hunt") return;
  const first = given[0] as Expression | undefined;
  if (first?.type === "Literal" && typeof first.value === "string") return first.value;
  const isPlain = first?.type === "TemplateLiteral" && first.expressions.length === 0;
  return isPlain ? (first.quasis[0]?.value.cooked ?? undefined) : undefined;
}

function declaredIn(node: Directive | Statement): readonly string[] | undefined {
  switch (node.type) {
    case "VariableDeclaration": {
      const names = node.declarations.map(({ id }) => (id.type === "Identifier" ? id.name : ""));
      return names.includes("") ? undefined : names;
    }
    case "FunctionDeclaration":
    case "ClassDeclaration":
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
      return node.id?.type === "Identifier" ? [node.id.name] : undefined;
    default:
      return undefined;
  }
}
