/** The dashboard in a real browser: as a page that stands alone, and drawn again and again inside another's page. */
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Dashboard } from "../src/dashboard/data.ts";
import { dashboardPage } from "../src/dashboard/html.ts";
import { contrast, describePages, seriousFaults } from "./browser.ts";
import { NOW, sampleDashboard, sampleSources } from "./dashboard-samples.ts";

const DESKTOP = { width: 1440, height: 1000 };
const PHONE = { width: 360, height: 740 };
const FOLDER = resolve(import.meta.dirname, "../src/dashboard/page");
const EMPTY = sampleDashboard({ progress: { version: 1, labs: {} }, activity: [] });

describePages("the dashboard", (pages) => {
  /** As `npm run progress html` writes it. */
  async function open(data: Dashboard, options: BrowserContextOptions = {}): Promise<Page> {
    const path = join(pages.folder, "progress.html");
    writeFileSync(path, dashboardPage(data));
    return pages.open(path, { viewport: DESKTOP, ...options });
  }

  /** In a page that has rules of its own for headings, lists and tables; `draw` is there to call. */
  async function openInside(options: BrowserContextOptions = {}): Promise<Page> {
    const { outputFiles } = buildSync({
      stdin: {
        contents: `import { drawDashboard } from "./draw.ts"; window.drawDashboard = drawDashboard;`,
        resolveDir: FOLDER,
      },
      ...{ bundle: true, write: false, format: "iife", target: "es2022", tsconfigRaw: {} },
    });
    const style = buildSync({
      entryPoints: [join(FOLDER, "style.css")],
      bundle: true,
      write: false,
    });
    const path = join(pages.folder, "inside.html");
    writeFileSync(
      path,
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Inside</title>
       <meta name="viewport" content="width=device-width"><style>${style.outputFiles[0]?.text}
       .doc h2 { margin: 48px 0; border-top: 9px solid red } .doc li + li { margin-top: 40px }
       .doc table { display: block } .doc p, .doc ul { margin: 30px 0; padding: 40px }</style>
       <h1>Inside</h1><main class="doc"><div id="root"></div></main><script>${outputFiles[0]?.text}</script>`,
    );
    return pages.open(path, { viewport: DESKTOP, ...options });
  }

  const draw = (page: Page, data: Dashboard, options = "{}") =>
    page.evaluate(
      `drawDashboard(document.getElementById("root"), ${JSON.stringify(data)}, ${options})`,
    );
  const textOf = (page: Page, place: string) => page.locator(place).innerText();
  const lab = (page: Page, id: string) => page.locator(`details[data-key="${id}"]`);

  for (const viewport of [DESKTOP, PHONE]) {
    for (const colorScheme of ["light", "dark"] as const) {
      test(`at ${viewport.width} pixels, ${colorScheme}, axe finds no serious fault, and nothing is too wide`, async () => {
        for (const data of colorScheme === "light"
          ? [sampleDashboard(), EMPTY]
          : [sampleDashboard()]) {
          const page = await open(data, { viewport, colorScheme });
          await page.evaluate(
            `for (const fold of document.querySelectorAll("details")) fold.open = true`,
          );
          expect(await seriousFaults(page)).toEqual([]);
          expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(viewport.width);
        }
      });
    }
  }

  test("says where somebody stands", async () => {
    const page = await open(sampleDashboard());
    expect(await textOf(page, "#facts")).toBe("As of 18 March 2026");
    const shown = await textOf(page, ".figures");
    for (const text of [
      "53 %",
      "8\nof 15",
      "4 days\ntoday included",
      "1 h 40 min",
      "about 12 h left",
    ]) {
      expect(shown).toContain(text);
    }
    expect(await textOf(page, ".next")).toMatch(
      /Decode, however it is cut\s+db-02 keyspace, step 2/,
    );
    expect(await textOf(page, ".next .command code")).toBe("npm run grade db-02");
    expect(await page.locator(".phase").count()).toBe(3);
    expect(await textOf(page, ".phase.later")).toContain("To come: db-10 pager");
    expect(await lab(page, "db-02").getAttribute("open")).toBe("");
    expect(await lab(page, "db-01").getAttribute("open")).toBeNull();
    expect(await page.locator("progress").first().getAttribute("aria-label")).toContain("53 %");
  });

  test("only to be read: no boxes, no links; signs have names", async () => {
    const page = await open(sampleDashboard());
    expect(await page.locator("input").count()).toBe(0);
    expect(await page.locator("main a").count()).toBe(0);
    await lab(page, "db-01").locator("> summary").click();
    const marks = lab(page, "db-01").locator(".marks").first();
    expect(await marks.getByRole("img").first().getAttribute("aria-label")).toBe("done");
  });

  test("what a law said is text", async () => {
    const page = await open(sampleDashboard());
    expect(await textOf(page, ".failures .said")).toContain("<img src=x");
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.title()).toBe("Databases by building them: progress");
    expect(await page.locator(".failures li").count()).toBe(2);
    expect(await textOf(page, ".failures")).toContain("labs/db-02-keyspace/src/dict.ts:88");
  });

  test("every day of the calendar says what was done on it", async () => {
    const page = await open(sampleDashboard());
    const cells = page.locator(".calendar td[title]");
    expect(await cells.count()).toBe(26 * 7 + 3);
    expect(await cells.last().getAttribute("title")).toMatch(/^Sun,? 15 Mar: 15 min, 1 mark made$/);
    expect(
      await page.locator('td[title="Wed 18 Mar: 45 min"], td[title="Wed, 18 Mar: 45 min"]').count(),
    ).toBe(1);
  });

  test("a command is copied, or else selected", async () => {
    const page = await open(sampleDashboard());
    const button = page.getByRole("button", { name: "Copy npm run grade db-02", exact: true });
    await button.click();
    await expect
      .poll(() => textOf(page, '[role="status"]'))
      .toMatch(/^(Copied|Selected: copy it by keys)$/);
    await expect.poll(() => textOf(page, '[role="status"]'), { timeout: 30_000 }).toBe("");
    expect(await button.innerText()).toBe("Copy");
  });

  test("is gone through by keys", async () => {
    const page = await open(sampleDashboard());
    await lab(page, "db-01").locator("> summary").focus();
    await page.keyboard.press("Enter");
    expect(await lab(page, "db-01").getAttribute("open")).toBe("");
    await page.locator(".days .box").focus();
    expect(await page.evaluate("document.activeElement.className")).toBe("box");
  });

  test("drawn again, it keeps focus, scrolling and what is open; and shows what is new", async () => {
    const page = await openInside({ viewport: PHONE });
    const href = "{ href: (path) => '/at/' + path }";
    await draw(page, EMPTY, href);
    await lab(page, "db-05").locator("> summary").click();
    await lab(page, "db-01").locator("> summary").click();
    const link = lab(page, "db-05").locator(".steps a").nth(1);
    expect(await link.getAttribute("href")).toBe("/at/labs/db-05-memtable/steps/02-decode.md");
    await link.focus();
    await page.evaluate("scrollBy(0, 120)");
    await page.evaluate("window.before = [document.activeElement, scrollY]");
    const same = () =>
      page.evaluate("before[0] === document.activeElement && before[0].isConnected");
    for (const data of [EMPTY, { ...sampleDashboard(), failures: [] }]) {
      await draw(page, data, href);
      expect(await same()).toBe(true);
      expect(await lab(page, "db-05").getAttribute("open")).toBe("");
      expect(await lab(page, "db-01").getAttribute("open")).toBeNull();
    }
    expect(await textOf(page, ".figures")).toContain("53 %");
    await draw(page, EMPTY, href);
    expect(await page.evaluate("scrollY === before[1]")).toBe(true);
    // What fails comes and goes, each in its place.
    await draw(page, sampleDashboard(), href);
    expect(await page.locator(".failures li strong").allInnerTexts()).toEqual([
      "a limit is held",
      "values",
    ]);
    expect(await page.locator(".failures a").nth(1).getAttribute("href")).toBe(
      "/at/.labs/pictures/limit-7.html",
    );
    const [first, second] = sampleDashboard().failures;
    const third = { ...first!, id: "chunks" };
    await page.locator(".failures button").nth(1).focus();
    await page.evaluate("before[0] = document.activeElement");
    for (const failures of [
      [second!, third, first!],
      [third, first!, second!],
    ]) {
      await draw(page, { ...sampleDashboard(), failures }, href);
      expect(await page.locator(".failures li strong").allInnerTexts()).toEqual(
        failures.map(({ law }) => law),
      );
      expect(await same()).toBe(true);
    }
    expect(await seriousFaults(page)).toEqual([]);
  });

  test("whoever may mark has boxes; what is wanted is shown at once, and what is refused is said", async () => {
    const page = await openInside();
    const marking = `{ mark: (...words) => new Promise((resolve, reject) => {
      (window.asked ??= []).push(words); window.answer = { resolve, reject };
    }) }`;
    await draw(page, sampleDashboard(), marking);
    await lab(page, "db-01").locator("> summary").click();
    const box = lab(page, "db-01").getByRole("checkbox", { name: "Concepts: the why" });
    expect(await box.isChecked()).toBe(true);
    expect(await lab(page, "db-01").locator("h4").nth(1).innerText()).toBe("Reading 1/1");
    await box.focus();
    await page.keyboard.press("Space");
    expect(await page.evaluate("asked")).toEqual([["db-01", "concepts", false]]);
    // Data from before the click come late: what the reader wants stands.
    await draw(page, sampleDashboard(), marking);
    expect(await box.isChecked()).toBe(false);
    expect(await page.evaluate("document.activeElement.dataset.mark")).toBe("concepts");
    await page.evaluate("answer.resolve()");
    await expect.poll(() => textOf(page, '[role="status"]')).toBe("No longer marked");
    expect(await box.isChecked()).toBe(false);
    expect(await lab(page, "db-01").locator("h4").nth(1).innerText()).toBe("Reading 0/1");
    await page.keyboard.press("Space");
    await page.evaluate(`answer.reject(new Error("the disk is full"))`);
    await expect.poll(() => page.locator('[role="alert"]').count()).toBe(1);
    expect(await textOf(page, '[role="alert"]')).toBe("Not kept: the disk is full");
    expect(await box.isChecked()).toBe(false);
    expect(await seriousFaults(page)).toEqual([]);
    // Without the right to, they are signs again.
    await draw(page, sampleDashboard());
    expect(await page.locator("input").count()).toBe(0);
  });

  test("its colours keep contrast", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await open(sampleDashboard(), { colorScheme });
      const colours = (await page.evaluate(`["green", "begun", "fails"].map((kind) => {
        const sign = Object.assign(document.createElement("span"), { className: "sign " + kind });
        document.getElementById("dashboard").append(sign);
        return getComputedStyle(sign).color.match(/\\d+/g).slice(0, 3)
          .map((part) => Number(part).toString(16).padStart(2, "0")).join("");
      })`)) as string[];
      const ground = colorScheme === "light" ? "#ffffff" : "#14171b";
      for (const colour of colours) expect(contrast(`#${colour}`, ground)).toBeGreaterThan(4.5);
    }
  });

  test("a note of what was wrong with the files is seen", async () => {
    const page = await open(
      sampleDashboard({ ...sampleSources, notes: ["It was set aside."], now: NOW }),
    );
    expect(await textOf(page, '[role="alert"]')).toBe("It was set aside.");
  });
});
