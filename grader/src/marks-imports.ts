/**
 * The imports of a source from which parts were taken out: what nothing uses any more goes, what is used only as
 * a type becomes a type import, and `NotImplemented` comes where a body throws it.
 *
 *   import { assert, Reader } from "@labs/machine";    assert unused, Reader only a type, a body throws
 *   import { type Reader, NotImplemented } from "@labs/machine";
 *
 * An import declaration that keeps all its names and kinds is not touched; one that changes is written anew, its
 * order left to the formatter. A use is any mention of the name but a property, a key or the name of a binding.
 * Left out: scopes. A local binding of an import's name keeps that import, and the linter then reports it.
 */
import { applyEdits, removal, type TextEdit } from "./marks-edits.ts";
import {
  child,
  childList,
  childrenOf,
  readSource,
  type Source,
  type Syntax,
} from "./marks-source.ts";

const MACHINE = "@labs/machine";
const NOT_IMPLEMENTED = "NotImplemented";

type Use = "value" | "type";

/** One name an import declaration brings. */
interface Name {
  readonly form: "default" | "namespace" | "named";
  /** As written between the braces: `a`, `a as b`. */
  readonly written: string;
  readonly local: string;
  readonly use: Use;
}

/** `text` with its imports put right. @throws SourceError where it does not parse */
export function tidyImports(text: string, file: string): string {
  const source = readSource(text, file);
  const uses = usesOf(source.program);
  const declarations = childList(source.program, "body").filter(isImport);
  const before = new Map(declarations.map((node) => [node, namesOf(node, text)]));
  const after = new Map([...before].map(([node, names]) => [node, stillUsed(names, uses)]));
  const edits: TextEdit[] = [];
  if (uses.has(NOT_IMPLEMENTED) && !bringsNotImplemented(after)) {
    const host = declarations.find((node) => mayHost(node, after.get(node) ?? []));
    if (host === undefined) edits.push(newImport(source));
    else after.set(host, [...(after.get(host) ?? []), notImplemented()]);
  }
  for (const [node, names] of after) {
    const edit = rewrite(source, node, before.get(node) ?? [], names);
    if (edit !== undefined) edits.push(edit);
  }
  return applyEdits(text, edits);
}

/** Every name mentioned below a node, and whether only in types. */
export function usesOf(node: Syntax): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>();
  visit(node, false, (name, use) => {
    if (use === "value" || !uses.has(name)) uses.set(name, use);
  });
  return uses;
}

const TYPE_FIELDS = /^(typeAnnotation|typeArguments|typeParameters|returnType|implements)$/;
const TYPE_NODES = /^(TSTypeAliasDeclaration|TSInterfaceDeclaration)$/;
const BINDING_FIELDS: Readonly<Record<string, RegExp>> = {
  VariableDeclarator: /^id$/,
  FunctionDeclaration: /^(id|params)$/,
  FunctionExpression: /^(id|params)$/,
  ArrowFunctionExpression: /^params$/,
  TSDeclareFunction: /^(id|params)$/,
  TSEmptyBodyFunctionExpression: /^params$/,
  TSFunctionType: /^params$/,
  TSMethodSignature: /^params$/,
  TSIndexSignature: /^parameters$/,
  ClassDeclaration: /^id$/,
  ClassExpression: /^id$/,
  TSInterfaceDeclaration: /^id$/,
  TSTypeAliasDeclaration: /^id$/,
  TSTypeParameter: /^name$/,
  TSNamedTupleMember: /^label$/,
  CatchClause: /^param$/,
  LabeledStatement: /^label$/,
  BreakStatement: /^label$/,
  ContinueStatement: /^label$/,
  ExportSpecifier: /^exported$/,
};

function visit(node: Syntax, inType: boolean, found: (name: string, use: Use) => void): void {
  if (isImport(node)) return;
  if (node.type === "Identifier") found(node.name as string, inType ? "type" : "value");
  if (node.type === "ExportNamedDeclaration" && child(node, "source") !== undefined) return;
  for (const below of childrenOf(node)) {
    const ofType = TYPE_NODES.test(node.type) || node.exportKind === "type";
    const type = inType || ofType || TYPE_FIELDS.test(below.field);
    if (isPlainKey(node, below.field)) continue;
    if (BINDING_FIELDS[node.type]?.test(below.field)) visitBinding(below.node, type, found);
    else visit(below.node, type, found);
  }
}

/** A binding's own name is no use; its type, its defaults and the parts of a pattern are looked into. */
function visitBinding(
  node: Syntax,
  inType: boolean,
  found: (name: string, use: Use) => void,
): void {
  for (const below of childrenOf(node)) {
    if (TYPE_FIELDS.test(below.field)) visit(below.node, true, found);
    else if (below.field === "right") visit(below.node, inType, found);
    else if (isPlainKey(node, below.field)) continue;
    else if (below.field === "key") visit(below.node, inType, found);
    else visitBinding(below.node, inType, found);
  }
}

function isPlainKey(node: Syntax, field: string): boolean {
  if (node.computed === true) return false;
  if (field === "property") return node.type === "MemberExpression" || node.type === "MetaProperty";
  if (field === "meta") return true;
  if (node.type === "TSQualifiedName") return field === "right";
  return field === "key" && node.type !== "TSMappedType";
}

function isImport(node: Syntax): boolean {
  return node.type === "ImportDeclaration" && childList(node, "specifiers").length > 0;
}

function namesOf(node: Syntax, text: string): readonly Name[] {
  return childList(node, "specifiers").map((specifier) => {
    const local = child(specifier, "local");
    const imported = child(specifier, "imported") ?? local;
    const form = {
      ImportDefaultSpecifier: "default",
      ImportNamespaceSpecifier: "namespace",
    } as const;
    const name = (local?.name as string | undefined) ?? "";
    const outer = imported === undefined ? name : text.slice(imported.start, imported.end);
    const isType = node.importKind === "type" || specifier.importKind === "type";
    return {
      form: form[specifier.type as keyof typeof form] ?? "named",
      written: outer === name ? name : `${outer} as ${name}`,
      local: name,
      use: isType ? "type" : "value",
    };
  });
}

function stillUsed(names: readonly Name[], uses: ReadonlyMap<string, Use>): readonly Name[] {
  return names.flatMap((name) => {
    const use = uses.get(name.local);
    if (use === undefined) return [];
    return [{ ...name, use: name.use === "type" ? "type" : use }];
  });
}

function bringsNotImplemented(imports: ReadonlyMap<Syntax, readonly Name[]>): boolean {
  return [...imports.values()].flat().some((name) => name.local === NOT_IMPLEMENTED);
}

/** Whether `NotImplemented` can join this declaration. */
function mayHost(node: Syntax, names: readonly Name[]): boolean {
  return (
    child(node, "source")?.value === MACHINE &&
    names.length > 0 &&
    names.every((name) => name.form === "named")
  );
}

function notImplemented(): Name {
  return { form: "named", written: NOT_IMPLEMENTED, local: NOT_IMPLEMENTED, use: "value" };
}

/** Above the first statement and its comments. */
function newImport({ text, units: [first] }: Source): TextEdit {
  const line = `import { ${NOT_IMPLEMENTED} } from "${MACHINE}";\n`;
  const at = first?.start ?? text.length;
  const joins = first?.node.type === "ImportDeclaration";
  return { start: at, end: at, text: joins ? line : `${line}\n` };
}

function rewrite(
  { text, units }: Source,
  node: Syntax,
  before: readonly Name[],
  after: readonly Name[],
): TextEdit | undefined {
  const same = (name: Name, i: number) =>
    name.local === before[i]?.local && name.use === before[i]?.use;
  if (after.length === before.length && after.every(same)) return undefined;
  const unit = units.find((candidate) => candidate.node === node);
  if (after.length === 0 && unit !== undefined) return removal(text, unit);
  const source = child(node, "source");
  const from = ` from ${text.slice(source?.start, node.end)}`;
  const outer = after.filter((name) => name.form !== "named");
  const named = after.filter((name) => name.form === "named");
  const lines: string[] = [];
  const joined = outer.length > 0 && outer.every((name) => name.use === "value");
  if (!joined)
    lines.push(...outer.map((name) => `import ${typeWord(name.use)}${outerText(name)}${from}`));
  if (named.length > 0 || joined) {
    lines.push(
      `import ${[...(joined ? outer.map(outerText) : []), ...braces(named, joined)].join(", ")}${from}`,
    );
  }
  return { start: node.start, end: node.end, text: lines.join("\n") };
}

const typeWord = (use: Use) => (use === "type" ? "type " : "");
const outerText = ({ form, written }: Name) => (form === "namespace" ? `* as ${written}` : written);

/** `{ a, type B }`, or `type { A, B }` where all are types and nothing stands before the brace. */
function braces(named: readonly Name[], joined: boolean): string[] {
  if (named.length === 0) return [];
  const typesOnly = !joined && named.every((name) => name.use === "type");
  const inner = named.map((name) => (typesOnly ? "" : typeWord(name.use)) + name.written);
  return [`${typesOnly ? "type " : ""}{ ${inner.join(", ")} }`];
}
