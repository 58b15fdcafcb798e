/**
 * One bash session that runs commands in turn and hears what each prints.
 *
 *   us ──pipe: command NUL──▶ bash: eval, no input ──stdout and stderr──▶ us: text RS status RS
 *
 * Commands share directory, variables and background jobs, as at a prompt. One that ends in `&` is
 * given until its output has been quiet for a moment, so that what a server says when it is up
 * belongs to the line that started it. Closing ends everything that the session started, as a
 * process group; so does our own death, for then that pipe ends.
 *
 * Left out: a terminal. Programs see a pipe, print no colours, and ask nothing.
 */
import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

const COMMAND_SECONDS = 180;
const QUIET_MS = 400;
const SERVER_SECONDS = 10;
/** Commands come on 19, so that a transcript may use 3, as people do. */
const LOOP =
  'exec 19<&3 3<&-; trap "kill 0" PIPE; while IFS= read -r -d "" -u 19 line; do ' +
  'eval "$line" </dev/null 19<&-; printf "\\036%d\\036" $?; done 2>&1; kill 0';

/** What one command did. */
export interface Ran {
  /** Stdout and stderr, raw, in the order in which they came. */
  readonly output: string;
  /**
   * Its exit status; `undefined` where it was stopped for taking too long, after which the session
   * is over.
   */
  readonly status: number | undefined;
}

export class Shell {
  readonly #bash: ChildProcess;
  readonly #commands: Writable;
  #heard = "";
  #lastHeardAt = 0;
  #isOver = false;

  /** @param environment variables besides those that a learner's own shell has */
  constructor(directory: string, environment: Readonly<Record<string, string>>) {
    this.#bash = spawn("bash", ["--noprofile", "--norc", "-c", LOOP], {
      cwd: directory,
      detached: true,
      env: { ...ownEnvironment(), ...environment },
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    this.#commands = this.#bash.stdio[3] as Writable;
    this.#commands.on("error", () => {});
    this.#bash.on("exit", () => {
      this.#isOver = true;
    });
    for (const stream of [this.#bash.stdout, this.#bash.stderr]) this.#listen(stream as Readable);
  }

  /** Runs one command to its end, or to its time limit. */
  async run(command: string): Promise<Ran> {
    if (this.#isOver) return { output: "", status: undefined };
    this.#heard = "";
    this.#commands.write(`${command}\0`);
    const end = /\u001e(\d+)\u001e/;
    const isDone = await this.#until(() => end.test(this.#heard), COMMAND_SECONDS * 1000);
    if (isDone && /&\s*$/.test(command)) await this.#settle();
    const status = end.exec(this.#heard)?.[1];
    if (!isDone) await this.close();
    return {
      output: this.#heard.replace(end, ""),
      status: status === undefined ? undefined : Number(status),
    };
  }

  /** Ends everything that the session started. */
  async close(): Promise<void> {
    const pid = this.#bash.pid;
    if (pid === undefined) return;
    for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
      try {
        process.kill(-pid, signal);
      } catch {
        return;
      }
      await sleep(150);
    }
  }

  #listen(stream: Readable): void {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      this.#heard += text;
      this.#lastHeardAt = performance.now();
    });
  }

  /** Until something was printed, and nothing more for a moment. */
  async #settle(): Promise<void> {
    const printed = () => this.#heard.replace(/\u001e\d+\u001e/, "") !== "";
    const isQuiet = () => performance.now() - this.#lastHeardAt > QUIET_MS;
    await this.#until(() => printed() && isQuiet(), SERVER_SECONDS * 1000);
  }

  async #until(isTrue: () => boolean, milliseconds: number): Promise<boolean> {
    const end = performance.now() + milliseconds;
    while (!isTrue()) {
      if (this.#isOver || performance.now() > end) return false;
      await sleep(20);
    }
    return true;
  }
}

/** A learner's: without what npm and GitHub Actions set for what they run, without colours, 80 columns wide. */
function ownEnvironment(): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      !/^(npm_|NODE_OPTIONS$|FORCE_COLOR$|INIT_CWD$|LABS_|GITHUB_)/.test(entry[0]),
  );
  return {
    ...Object.fromEntries(inherited),
    NO_COLOR: "1",
    TERM: "dumb",
    COLUMNS: "80",
    npm_config_loglevel: "silent",
    npm_config_update_notifier: "false",
  };
}
