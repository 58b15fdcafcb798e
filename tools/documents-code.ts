/**
 * TypeScript in documents: what claims to be code compiles.
 *
 *   ```ts             a module of its own: type-checked, with @labs/* resolving as in the tests
 *   ```ts             … whose first line is `// continues`: appended to the fence before it
 *   ```ts fragment    a piece that cannot stand alone: it must parse
 *
 * Each module is written under .labs/ and one run of tsc checks them all; what it says is mapped back to the
 * document and its line. A fragment may be statements, the inside of a function, members of a class or of an
 * object, or signatures without bodies.
 *
 * Left out: running them. What a document shows as output stands in a console fence.
 */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { parseSync } from "oxc-parser";
import type { Fence, Markdown } from "./documents-markdown.ts";
import type { Problem } from "./problem.ts";

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

/** What does not compile in the documents' TypeScript. @param conditions as for the package exports of labs */
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
  return [...problems, ...(await typeProblems(root, modules, conditions))];
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
  ["switch (x) {", "\n}"],
];

function fragmentProblems(file: string, fence: Fence): readonly Problem[] {
  const [first, ...others] = FRAMES.map(
    ([before, after]) => parseSync("fragment.ts", before + fence.content + after).errors[0],
  );
  if (first === undefined || others.some((error) => error === undefined)) return [];
  return [{ file, line: fence.line, message: `the fragment does not parse: ${first.message}` }];
}

async function typeProblems(
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
      compilerOptions: { customConditions: conditions, pretty: false },
      include: ["*.ts"],
      exclude: [],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
    return complaints(await tsc(root, folder), modules);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What tsc prints of the project in `folder`. */
async function tsc(root: string, folder: string): Promise<string> {
  const program = join(root, "node_modules/.bin/tsc");
  try {
    return (await promisify(execFile)(program, ["-p", folder], { cwd: folder })).stdout;
  } catch (error) {
    const { stdout, code } = error as { stdout?: string; code?: unknown };
    if (typeof stdout !== "string" || typeof code !== "number") throw error;
    return stdout;
  }
}

function complaints(printed: string, modules: readonly Module[]): readonly Problem[] {
  return printed.split("\n").flatMap((text) => {
    const match = /^(?:.*\/)?(\d+)\.ts\((\d+),\d+\): error (TS\d+: .*)$/.exec(text);
    const module = modules[Number(match?.[1])];
    if (match === null || module === undefined) {
      return /^\S.*error TS/.test(text) ? { file: "tsconfig.json", message: text } : [];
    }
    const line = module.at[Number(match[2]) - 1] ?? module.at.at(-1) ?? 1;
    return { file: module.file, line, message: match[3]! };
  });
}
