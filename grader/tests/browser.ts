/**
 * A real browser for the tests of pages: Chromium, driven by playwright-core. Where there is none those tests are skipped
 * and say so; CI has it, and there a missing one is a failure.
 */
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const INSTALL = "apt install chromium";
/** Its path; undefined where none is installed. */
const program = installed();

/** What the tests of pages are given. */
export interface Pages {
  /** An empty folder of their own. */
  readonly folder: string;
  /** A file, or an address of a server, in a context of its own, closed when the test ends. */
  open(place: string | URL, options: BrowserContextOptions): Promise<Page>;
}

/**
 * Tests of pages in a browser; after each of them, none may have complained, or asked for anything but files, or but
 * its own server.
 */
export function describePages(name: string, tests: (pages: Pages) => void): void {
  if (program === undefined) {
    test.skipIf(process.env.LABS_REQUIRE_CLIENTS !== "1")(
      `${name} is not tested: no Chromium is installed; ${INSTALL}`,
      () => expect.fail(INSTALL),
    );
  }
  describe.skipIf(program === undefined)(name, () => {
    const folder = mkdtempSync(join(tmpdir(), "labs-"));
    const complaints: string[] = [];
    let browser: Browser;
    beforeAll(async () => {
      browser = await openBrowser();
    });
    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });
    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      expect(complaints.splice(0)).toStrictEqual([]);
    });
    tests({
      folder,
      async open(place, options) {
        const context = await browser.newContext(options);
        const page = await context.newPage();
        const { href, protocol, origin } = place instanceof URL ? place : pathToFileURL(place);
        listen(page, protocol === "file:" ? protocol : `${origin}/`, complaints);
        await page.goto(href);
        return page;
      },
    });
  });
}

function installed(): string | undefined {
  const paths = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function openBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(program === undefined ? {} : { executablePath: program }),
    args: ["--no-sandbox", "--disable-gpu"],
  });
}

/** Adds to `complaints` what the console and the page complain of, and every request but for what begins with `own`. */
function listen(page: Page, own: string, complaints: string[]): void {
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(own)) complaints.push(`asked for ${request.url()}`);
  });
}

/** What axe-core finds on the page that is serious or worse: a rule and the elements that break it. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync(axePath, "utf8"));
  const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/** WCAG 2.2 §1.4.3, of two colours as #rrggbb or #rgb. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: string): number {
  const digits = colour.slice(1).replace(/^(.)(.)(.)$/, "$1$1$2$2$3$3");
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
