/**
 * What the processes of a submission are shut in.
 *
 *     prlimit …  bwrap …  node worker.mjs          bubblewrap: sees the system's programs, node and the tree, all of it
 *                                                  read-only; a temp folder in memory; no network but its own loopback;
 *                                                  no process but its own, all of which end with it
 *     prlimit …           node worker.mjs          limits: sees what whoever grades sees
 *                         node worker.mjs          none
 *
 *                        bubblewrap  limits
 *     secrets of the environment  no   no          the environment is made anew: nothing of it comes along
 *     files of others        no   yes              to read and to write
 *     other processes        no   yes              to see, to stop, to leave behind
 *     the network            no   yes
 *     large files            no   no               FILE_BYTES for one
 *     full disks             no   yes              TEMP_BYTES of memory for all of them
 *     open files, core dumps no   no
 *
 * Memory and time are the grader's own (run/guard.mjs): prlimit counts address space, of which V8 reserves more than any
 * machine has. What a submission can import, and so open and start by itself, is said in run/enclosure.ts. Left out: Node's
 * permission flags, which up to Node 24 deny the debugger to the grader too, and with it the line of a loop; control
 * groups, which need a service manager; a virtual machine, which stops what is left.
 *
 * Sources: bwrap(1), prlimit(1), getrlimit(2).
 */
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, readlinkSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import type { Cage } from "../run/grader.ts";

export const ISOLATIONS = ["bubblewrap", "limits", "none"] as const;
export type Isolation = (typeof ISOLATIONS)[number];

const OPEN_FILES = 1_024;
const PROCESSES = 4_096;
const FILE_BYTES = 256 << 20;
const TEMP_BYTES = 512 << 20;
/** Folders of the system, as far as there are any: links on most machines. */
const SYSTEM = ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/usr"];
/** What programs want to know of the machine, none of it secret. */
const SETTINGS = ["alternatives", "group", "hosts", "ld.so.cache", "localtime", "nsswitch.conf"];
const TEMP = "/tmp";

/** The strictest isolation that works on this machine; a program that is installed may still be forbidden here. */
export function strongestIsolation(): Isolation {
  return ISOLATIONS.find((isolation) => isolation === "none" || works(isolation)) ?? "none";
}

/** Whether a program can be run in it here. */
export function works(isolation: Isolation): boolean {
  const { command, env } = cageOf(isolation, ["/usr"], "/");
  const [program = "true", ...words] = [...command, "true"];
  return spawnSync(program, words, { env, stdio: "ignore" }).status === 0;
}

/**
 * @param paths what is seen besides the system, absolute; from within bubblewrap nothing of it can be changed
 * @param folder where processes begin: one of these, or a folder in one
 */
export function cageOf(isolation: Isolation, paths: readonly string[], folder: string): Cage {
  const command = [
    ...(isolation === "none" ? [] : limits()),
    ...(isolation === "bubblewrap" ? bubblewrap(paths, folder) : []),
  ];
  const { PATH = "/usr/bin:/bin", LANG = "C.UTF-8" } = process.env;
  return { command, env: { PATH, LANG, HOME: TEMP, TMPDIR: TEMP } };
}

function limits(): string[] {
  return [
    "prlimit",
    "--core=0",
    `--nofile=${OPEN_FILES}`,
    `--nproc=${PROCESSES}`,
    `--fsize=${FILE_BYTES}`,
    "--",
  ];
}

function bubblewrap(paths: readonly string[], folder: string): string[] {
  const seen = (path: string) => ["--ro-bind", path, path];
  const system = SYSTEM.filter(existsSync).flatMap((path) =>
    lstatSync(path).isSymbolicLink() ? ["--symlink", readlinkSync(path), path] : seen(path),
  );
  const settings = SETTINGS.map((name) => `/etc/${name}`).filter(existsSync);
  const node = dirname(dirname(realpathSync(process.execPath)));
  return [
    "bwrap",
    ...["--unshare-all", "--die-with-parent", "--cap-drop", "ALL"],
    ...system,
    ...["--proc", "/proc", "--dev", "/dev", "--size", String(TEMP_BYTES), "--tmpfs", TEMP],
    ...[...settings, node, ...paths].filter((path) => !path.startsWith("/usr")).flatMap(seen),
    ...["--chdir", folder, "--"],
  ];
}
