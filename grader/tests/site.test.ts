/**
 * The site, made from this tree: every link of what is published leads somewhere; and `npm run docs` in a browser, from
 * the address that it prints to a page that changes while a grading runs.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeScratch, removeScratch } from "../../tools/scratch.ts";
import { ensureInstalled } from "../bin/install.mjs";
import { makeSite } from "../src/companion/site.ts";
import { describePages, seriousFaults } from "./browser.ts";
import { repository } from "./tree.ts";

const MAKING_MS = 400_000;
const DESKTOP = { width: 1440, height: 1000 };
const PHONE = { width: 360, height: 740 };

describe("the site as it is published", () => {
  const out = mkdtempSync(join(tmpdir(), "labs-site-"));
  const base = "/course/";
  const source = "https://code.example/blob/main/";
  const files = (ending: string) =>
    readdirSync(out, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(ending));
  /** By the path of the page: the ids of its elements. */
  const idsOf = new Map<string, ReadonlySet<string>>();

  beforeAll(async () => {
    await makeSite(repository, out, { base, source, isLive: false }, () => {});
  }, MAKING_MS);
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  function ids(file: string): ReadonlySet<string> {
    const known = idsOf.get(file);
    if (known !== undefined) return known;
    const html = readFileSync(join(out, file), "utf8");
    const found = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => decodeURI(id!)));
    idsOf.set(file, found);
    return found;
  }

  /** What is wrong with a link; undefined where it leads somewhere. */
  function faultOf(file: string, href: string): string | undefined {
    if (href.startsWith("#")) return hasAnchor(file, href.slice(1)) ? undefined : "no such heading";
    if (href.startsWith(source)) {
      const path = href.slice(source.length).split("#")[0]!;
      return existsSync(join(repository, path)) ? undefined : "no such file in the tree";
    }
    if (/^https?:|^mailto:|^data:/.test(href)) return undefined;
    if (!href.startsWith(base)) return "leaves the site";
    const [path = "", anchor] = href.slice(base.length).split("#");
    const found = [path, `${path}.html`, `${path}index.html`].find(
      (name) => name !== "" && existsSync(join(out, name)) && !name.endsWith("/"),
    );
    if (found === undefined) return "no such page";
    return anchor === undefined || hasAnchor(found, anchor) ? undefined : "no such heading there";
  }

  const hasAnchor = (file: string, anchor: string) =>
    anchor === "" || ids(file).has(decodeURIComponent(anchor));

  test("has a page for every document, and every link of each leads somewhere", () => {
    const pages = files(".html");
    expect(pages).toEqual(expect.arrayContaining(["index.html", "map.html", "PHASES.html"]));
    expect(pages.filter((file) => /^labs\/db-\d\d/.test(file)).length).toBeGreaterThan(130);
    let count = 0;
    const faults = pages.flatMap((file) => {
      const html = readFileSync(join(out, file), "utf8");
      const links = [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, href]) =>
        href!.replaceAll("&amp;", "&"),
      );
      count += links.length;
      return links.flatMap((href) => {
        const fault = faultOf(file, href);
        return fault === undefined ? [] : `${file}: ${href}: ${fault}`;
      });
    });
    expect(faults).toEqual([]);
    expect(count).toBeGreaterThan(5_000);
  });

  test("asks nobody how far somebody is", () => {
    const scripts = files(".js").map((file) => readFileSync(join(out, file), "utf8"));
    expect(scripts.filter((text) => text.includes("/-/events"))).toEqual([]);
  });

  test("its script is under 300 KB compressed, of pages and of what is searched the text aside", () => {
    const scripts = files(".js").filter((file) => !/\.md\.|@localSearchIndex/.test(file));
    const bytes = scripts.map((file) => gzipSync(readFileSync(join(out, file))).length);
    expect(scripts.length).toBeGreaterThan(3);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(300_000);
  });

  test("nothing of it is drawn from another machine", () => {
    for (const file of [...files(".html"), ...files(".css")]) {
      const text = readFileSync(join(out, file), "utf8");
      const loaded = /<(?:script|img|iframe|link)[^>]*\s(?:src|href)="https?:|url\(\s*['"]?https?:/;
      expect([file, loaded.test(text)]).toEqual([file, false]);
    }
  });
});

describePages("npm run docs", (pages) => {
  let scratch: string;
  let docs: ChildProcess;
  let said = "";
  /** What it printed: to read, and to edit. */
  let addresses: readonly string[];

  beforeAll(async () => {
    ensureInstalled(join(repository, "site"), "site/package-lock.json", 20);
    scratch = makeScratch(repository);
    symlinkSync(join(repository, "site/node_modules"), join(scratch, "site/node_modules"));
    docs = spawn(process.execPath, [join(scratch, "grader/bin/labs.mjs"), "docs", "port", "0"], {
      cwd: scratch,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [docs.stdout!, docs.stderr!]) {
      stream.setEncoding("utf8").on("data", (text) => {
        said += text;
      });
    }
    const ended = once(docs, "exit").then(() => expect.fail(said));
    while (!/#edit=\w+/.test(said)) await Promise.race([ended, once(docs.stdout!, "data")]);
    addresses = said.match(/http:\S+/g) ?? [];
  }, MAKING_MS);
  afterAll(async () => {
    if (docs.exitCode === null) {
      docs.kill("SIGKILL");
      await once(docs, "exit");
    }
    removeScratch(scratch);
  });

  const open = (path: string, options: BrowserContextOptions = {}) =>
    pages.open(new URL(path, addresses[0]), { viewport: DESKTOP, ...options });
  const width = (page: Page) => page.evaluate("document.documentElement.scrollWidth");

  const looks = [
    ["light", DESKTOP],
    ["dark", PHONE],
  ] as const;
  const places = ["/", "/map", "/dashboard", "/PHASES", "/labs/db-05-memtable/steps/02-skip-list"];
  for (const [colorScheme, viewport] of looks) {
    test.each(places)(`%s at ${viewport.width} pixels, ${colorScheme}`, async (place) => {
      const page = await open(place, { viewport, colorScheme });
      await page.waitForLoadState("networkidle").catch(() => {});
      await page.locator("h1").first().waitFor();
      expect(await width(page)).toBe(viewport.width);
      expect(await seriousFaults(page)).toEqual([]);
    });
  }

  test("a reader goes from the map to a lab, to its next step, and to another page by the search", async () => {
    const page = await open("/map");
    await page.getByRole("link", { name: /^05 memtable/ }).click();
    await page.waitForURL("**/labs/db-05-memtable/CONCEPTS");
    await page.getByRole("link", { name: /^Step 2, A skip list/ }).click();
    await page.waitForURL("**/steps/02-skip-list");
    await expect.poll(() => page.locator(".lab-head code").innerText()).toContain("db-05 step 2");
    await page.keyboard.press("Control+k");
    await page.locator(".VPLocalSearchBox input").waitFor();
    await page.keyboard.type("tombstone");
    await page.locator(".VPLocalSearchBox .result").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => !url.pathname.endsWith("02-skip-list"));
    await expect.poll(() => page.locator("main").innerText()).toMatch(/tombstone/i);
  });

  test("hints are folded, and a drawing keeps its lines on a phone", async () => {
    const page = await open("/labs/db-05-memtable/steps/02-skip-list", { viewport: PHONE });
    const hints = page.locator("main details");
    expect(await hints.count()).toBeGreaterThan(2);
    expect(await hints.first().getAttribute("open")).toBeNull();
    const drawing = page.locator("main pre", { hasText: "level 2   head" }).first();
    const lines = (await drawing.innerText()).trimEnd().split("\n").length;
    const { height } = (await drawing.locator("code").boundingBox())!;
    const line = await drawing.evaluate((element: Element) =>
      Number.parseFloat(getComputedStyle(element.querySelector("code")!).lineHeight),
    );
    expect(Math.round(height / line)).toBe(lines);
  });

  test("what is not of this machine, or has no token, changes nothing", async () => {
    const page = await open("/dashboard");
    await page.locator(".dashboard h2").first().waitFor();
    expect(await page.locator(".dashboard input[type=checkbox]").count()).toBe(0);
    const body = JSON.stringify({ lab: "db-01", mark: "concepts", isDone: true });
    const answer = await fetch(new URL("/-/mark", addresses[0]), { method: "POST", body });
    expect(answer.status).toBe(403);
    expect(existsSync(join(scratch, ".labs/progress.json"))).toBe(false);
  });

  test("the owner marks what was read, and the address keeps no token", async () => {
    const page = await pages.open(new URL(addresses[1]!), { viewport: DESKTOP });
    const box = page.getByRole("checkbox", { name: /Concepts: the why/ }).first();
    await box.check();
    expect(page.url()).not.toContain("edit=");
    const kept = () => readFileSync(join(scratch, ".labs/progress.json"), "utf8");
    await expect.poll(kept).toContain('"concepts"');
    const reader = await open("/dashboard");
    await reader.locator(".dashboard h2").first().waitFor();
    expect(await reader.locator(".dashboard").innerText()).toContain("1/7");
    await box.uncheck();
    await expect.poll(() => reader.locator(".dashboard").innerText()).not.toContain("1/7");
  });

  test("a token that is not the server's opens nothing; the right one does, on a page that is open", async () => {
    const page = await open("/dashboard#edit=deadbeef");
    const board = page.locator(".dashboard");
    await expect.poll(() => board.innerText()).toContain("This address may not mark things");
    const boxes = page.locator(".dashboard input[type=checkbox]");
    expect(await boxes.count()).toBe(0);
    await page.evaluate((hash) => {
      location.hash = hash;
    }, new URL(addresses[1]!).hash);
    await expect.poll(() => boxes.count()).toBeGreaterThan(10);
    expect(await board.innerText()).not.toContain("This address may not mark things");
  });

  test("a decision is made where the log has words about it", async () => {
    const page = await open("/dashboard");
    const decisions = page.locator(".fold", { hasText: "Decision log" }).first().locator("summary");
    await expect.poll(() => decisions.textContent()).toContain("0/7");
    mkdirSync(join(scratch, "journal"));
    const text = "---\nlab: db-01\nstep: 2\n---\n\nA buffer that grows, kept between two calls.\n";
    writeFileSync(join(scratch, "journal/mine.md"), text);
    await expect.poll(() => decisions.textContent()).toContain("1/7");
  });

  test("pages change while a grading runs", { timeout: 120_000 }, async () => {
    const [dashboard, map, lab] = [
      await open("/dashboard"),
      await open("/map"),
      await open("/labs/db-01-resp/CONCEPTS"),
    ];
    await expect.poll(() => dashboard.locator(".dashboard").innerText()).toContain("0/14");
    const reference = join(scratch, "labs/db-01-resp/reference");
    cpSync(reference, join(scratch, "labs/db-01-resp/src"), { recursive: true });
    const words = ["grade", "db-01", "step", "1"];
    spawnSync(process.execPath, [join(scratch, "grader/bin/labs.mjs"), ...words], { cwd: scratch });
    await expect.poll(() => dashboard.locator(".dashboard").innerText()).toContain("14/14");
    await expect.poll(() => map.locator(".lab-map").innerHTML()).toContain("◐ 1 of 7 steps");
    await expect.poll(() => lab.locator(".lab-head").innerText()).toContain("● 1");
  });

  test("Ctrl-C ends it, which is no failure, and pages say that nobody answers", async () => {
    const page = await open("/dashboard");
    await page.locator(".dashboard h2").first().waitFor();
    docs.kill("SIGINT");
    const [code] = await once(docs, "exit");
    expect(code).toBe(0);
    await expect.poll(() => page.locator(".dashboard").innerText()).toContain("does not answer");
  });
});
