/**
 * TypeScript in documents: what claims to be code compiles.
 *
 *   ```ts             a module of its own: type-checked, with @labs/* resolving as in the tests
 *   ```ts             … whose first line is `// continues`: appended to the fence before it
 *   ```ts fragment    a piece that cannot stand alone: it must parse
 *
 * Each module is written under .labs/ and one run of tsc checks them all; what it says is mapped
 * back to the document and its line. A fragment may be statements, the inside of a function,
 * members of a class or of an object, or signatures without bodies.
 *
 * Left out: running them. What a document shows as output stands in a console fence.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { parseSync } from "oxc-parser";
import type { Fence, Markdown } from "./documents-markdown.ts";
import type { Problem } from "./problem.ts";
import { typeProblems } from "./programs.ts";

/** A document with the path by which problems name it. */
export interface Named {
  readonly file: string;
  readonly document: Markdown;
}

/** A module made of fences: for each of its lines, where it stands in the document. */
interface Module {
  readonly file: string;
  readonly lines: string[];
  readonly at: number[];
}

/**
 * What does not compile in the documents' TypeScript.
 *
 * @param conditions as for the package exports of labs
 */
export async function codeProblems(
  root: string,
  documents: readonly Named[],
  conditions: readonly string[],
): Promise<readonly Problem[]> {
  const modules: Module[] = [];
  const problems: Problem[] = [];
  for (const { file, document } of documents) {
    let open: Module | undefined;
    for (const fence of document.fences) {
      if (fence.language !== "ts" && fence.language !== "typescript") continue;
      if (fence.note === "fragment") problems.push(...fragmentProblems(file, fence));
      else if (fence.note !== "") {
        problems.push({
          file,
          line: fence.line,
          message: `\`\`\`ts ${fence.note}: only fragment is known`,
        });
      } else if (!fence.content.startsWith("// continues")) {
        open = { file, lines: [], at: [] };
        modules.push(open);
        append(open, fence);
      } else if (open === undefined) {
        problems.push({ file, line: fence.line, message: "continues nothing: it is the first" });
      } else append(open, fence);
    }
  }
  return [...problems, ...(await moduleProblems(root, modules, conditions))];
}

function append(module: Module, fence: Fence): void {
  fence.content
    .replace(/\n$/, "")
    .split("\n")
    .forEach((line, at) => {
      module.lines.push(line);
      module.at.push(fence.line + 1 + at);
    });
}

const FRAMES: readonly (readonly [string, string])[] = [
  ["", ""],
  ["async function* f() {", "\n}"],
  ["class C {", "\n}"],
  ["abstract class C {", "\n}"],
  ["declare class C {", "\n}"],
  ["({", "\n})"],
  ["function f() { switch (x) {", "\n} }"],
];

function fragmentProblems(file: string, fence: Fence): readonly Problem[] {
  const [first, ...others] = FRAMES.map(
    ([before, after]) => parseSync("fragment.ts", before + fence.content + after).errors[0],
  );
  if (first === undefined || others.some((error) => error === undefined)) return [];
  return [{ file, line: fence.line, message: `the fragment does not parse: ${first.message}` }];
}

async function moduleProblems(
  root: string,
  modules: readonly Module[],
  conditions: readonly string[],
): Promise<readonly Problem[]> {
  if (modules.length === 0) return [];
  mkdirSync(join(root, ".labs"), { recursive: true });
  const folder = mkdtempSync(join(root, ".labs/fences-"));
  try {
    modules.forEach(({ lines }, at) => {
      writeFileSync(join(folder, `${at}.ts`), `${lines.join("\n")}\nexport {};\n`);
    });
    const settings = {
      extends: "../../tsconfig.json",
      compilerOptions: { customConditions: conditions },
      include: ["*.ts"],
      exclude: [],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
    const problems = await typeProblems(root, ["-p", folder]);
    return problems.map((problem) => inDocument(problem, modules, relative(root, folder)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What tsc says of a module, said of the document; what it says of other files stays. */
function inDocument(problem: Problem, modules: readonly Module[], folder: string): Problem {
  const { file, line = 1, message } = problem;
  const module = file.startsWith(`${folder}/`)
    ? modules[Number.parseInt(basename(file), 10)]
    : undefined;
  if (module === undefined) return problem;
  return { file: module.file, line: module.at[line - 1] ?? module.at.at(-1) ?? 1, message };
}
