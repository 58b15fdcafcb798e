/**
 * The types of a lab's src, checked beside the grading: they are listed under the verdict, and decide nothing.
 *
 * The compiler is TypeScript's own, run as a process on a tsconfig made for it, which extends the root's, takes in
 * only src, and selects the same implementations as the grading does. Its output has one error a line:
 *
 *   labs/db-01-resp/src/decode.ts(57,3): error TS2322: Type 'string' is not assignable to type 'number'.
 */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "../manifest.ts";
import type { TypeErrors } from "../screen/verdict.ts";

const SHOWN_MAX = 5;

export interface TypeCheck {
  /** None where the check could not be made. Never rejects. */
  readonly errors: Promise<TypeErrors>;
  stop(): void;
}

/** Starts checking the src of `lab`. */
export function startTypeCheck(root: string, lab: Lab, conditions: readonly string[]): TypeCheck {
  const none: TypeErrors = { shown: [], count: 0 };
  let config: string;
  try {
    config = writeConfig(root, lab, conditions);
  } catch {
    return { errors: Promise.resolve(none), stop: () => {} };
  }
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const child = spawn(process.execPath, [compiler, "--project", config, "--pretty", "false"], {
    cwd: root,
    stdio: ["ignore", "pipe", "ignore"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const errors = new Promise<TypeErrors>((resolve) => {
    child.on("error", () => resolve(none));
    child.on("close", () => resolve(typeErrorsIn(output, `labs/${lab.folder}/src/`)));
  });
  return { errors, stop: () => child.kill("SIGKILL") };
}

function writeConfig(root: string, lab: Lab, conditions: readonly string[]): string {
  const folder = join(root, ".labs", "types", lab.id);
  mkdirSync(folder, { recursive: true });
  const config = join(folder, "tsconfig.json");
  const json = {
    extends: "../../../tsconfig.json",
    compilerOptions: { noEmit: true, customConditions: conditions },
    include: [join(lab.path, "src")],
    exclude: [],
  };
  writeFileSync(config, `${JSON.stringify(json, null, 2)}\n`);
  return config;
}

/** The errors of the compiler's output that lie under `folder`. */
export function typeErrorsIn(output: string, folder: string): TypeErrors {
  const errors = output.split("\n").flatMap((line) => {
    const parts = /^(?<file>.+?)\((?<line>\d+),\d+\): error (?<code>TS\d+): (?<message>.*)$/.exec(
      line.trimEnd(),
    );
    const { file = "", line: number, code, message } = parts?.groups ?? {};
    return file.startsWith(folder) ? [`${file}:${number}  ${message} (${code})`] : [];
  });
  return { shown: errors.slice(0, SHOWN_MAX), count: errors.length };
}
