/** The page of a class in a real browser; see browser.ts. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, test } from "vitest";
import { classPage } from "../src/class/html.ts";
import type { ClassRow } from "../src/class/row.ts";
import { contrast, describePages } from "./browser.ts";
import { classLab, rowNotLoaded, rowOf, rowWithout, sampleClass } from "./class-samples.ts";

const DESKTOP = { width: 1440, height: 1000 };
const PHONE = { width: 360, height: 740 };
const ROWS = sampleClass(60);

describePages("the page of a class", (pages) => {
  async function open(
    rows: readonly ClassRow[] = ROWS,
    options: BrowserContextOptions = {},
  ): Promise<Page> {
    const path = join(pages.folder, "class.html");
    writeFileSync(path, classPage(classLab, 8127, rows));
    return pages.open(path, { viewport: DESKTOP, ...options });
  }

  const textOf = (page: Page, place: string) => page.locator(place).innerText();
  const names = (page: Page) => page.locator("#submissions .name").allInnerTexts();
  const heading = (page: Page, name: string) =>
    page.getByRole("columnheader", { name, exact: true }).getByRole("button");
  const sorted = (page: Page) => page.locator("#submissions [aria-sort]");

  for (const viewport of [DESKTOP, PHONE]) {
    test(`at ${viewport.width} pixels nothing but tables scrolls to the side`, async () => {
      const page = await open(ROWS, { viewport });
      await page.locator("#submissions .name").first().click();
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(viewport.width);
      for (const place of ["#histogram svg", "#filter", "#submissions .laws"]) {
        const box = (await page.locator(place).boundingBox())!;
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
      }
    });
  }

  test("says what was graded, and the figures", async () => {
    const page = await open();
    expect(await page.title()).toBe("db-01 resp · 60 submissions");
    const facts = await textOf(page, "#facts");
    expect(facts).toBe(
      "seed 8127 · graded 2026-01-02 · course 0.1.0 · Node v24.1.0 · isolation bubblewrap",
    );
    const green = ROWS.filter(({ points }) => points === 173).length;
    expect(await textOf(page, "#figures")).toContain(`${green} of 60`);
    expect(await page.locator("#histogram .bar").count()).toBe(20);
    expect(await page.locator("#histogram desc").textContent()).toContain(
      `171–173 points: ${green}`,
    );
    expect(await page.locator("#steps tbody tr").count()).toBe(7);
    expect(await page.locator("#laws tbody tr").count()).toBe(15);
  });

  test("is sorted by a click on a heading, and again the other way round", async () => {
    const page = await open();
    const byName = await names(page);
    expect(byName).toHaveLength(60);
    expect(await sorted(page).getAttribute("aria-sort")).toBe("ascending");
    await heading(page, "points").click();
    expect(await sorted(page).innerText()).toContain("points");
    expect(await sorted(page).getAttribute("aria-sort")).toBe("descending");
    const points = await page.locator("#submissions .points").allInnerTexts();
    const numbers = points.map((text) => (text === "–" ? -1 : Number.parseInt(text, 10)));
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    await heading(page, "points").click();
    expect(await sorted(page).getAttribute("aria-sort")).toBe("ascending");
    expect(await names(page)).not.toEqual(byName);
    await heading(page, "name").click();
    expect(await names(page)).toEqual(byName);
  });

  test("is sorted and opened by keys alone", async () => {
    const page = await open();
    await heading(page, "stopped at").focus();
    await page.keyboard.press("Enter");
    expect(await sorted(page).innerText()).toContain("stopped at");
    const first = page.locator("#submissions .name").first();
    await first.focus();
    await page.keyboard.press("Enter");
    expect(await first.getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("Space");
    expect(await first.getAttribute("aria-expanded")).toBe("false");
    expect(await page.locator(".told").count()).toBe(0);
  });

  test("is filtered by names, and by what came of them", async () => {
    const page = await open();
    await page.fill("#filter", "abara ada");
    expect(await names(page)).toEqual(["Ada Abara"]);
    expect(await textOf(page, "#shown")).toBe("1 of 60");
    for (const [words, holds] of [
      ["green", ({ points }: ClassRow) => points === 173],
      ["problem", ({ problem }: ClassRow) => problem !== undefined],
      ["step 1", ({ steps }: ClassRow) => steps[0]?.outcome === "failed"],
    ] as const) {
      await page.fill("#filter", words);
      expect(await names(page)).toEqual(ROWS.filter(holds).map(({ name }) => name));
    }
    await page.fill("#filter", "nobody");
    expect(await names(page)).toEqual([]);
    await page.fill("#filter", "");
    expect(await names(page)).toHaveLength(60);
  });

  test("a row that is opened says what each law said, and how to grade it again", async () => {
    const row = rowOf({ name: "ada", outcomes: { decode: { "decode-3": "failed" } } });
    const page = await open([row, rowWithout("bob", "is empty")]);
    await page.locator("#submissions .line").first().click();
    const told = page.locator(".told");
    expect(await told.innerText()).toContain("npm run grade db-01 seed 8127");
    expect(await told.innerText()).toContain("rows/ada.json");
    expect(await told.locator("details[open] summary").allInnerTexts()).toEqual([
      expect.stringContaining("Decode, however it is cut"),
    ]);
    expect(await told.locator("details[open] .law-f").innerText()).toContain(
      `expected "+decode-3\\r\\n", got "+decode-3\\n"`,
    );
    expect(await told.locator("details[open] .law-p").count()).toBe(30);
    await heading(page, "name").click();
    expect(await page.locator("#submissions tbody tr").nth(2).getAttribute("class")).toBe("told");
    expect(await textOf(page, "#submissions .problem")).toBe("is empty");
  });

  test("where nothing of a step could run, it says why, and lists no laws", async () => {
    const page = await open([rowNotLoaded("ada")]);
    await page.locator("#submissions .name").click();
    const opened = page.locator(".told details[open]");
    expect(await opened.count()).toBe(1);
    expect(await opened.innerText()).toContain("Nothing of it could run: src/encode.ts:12: an");
    expect(await opened.locator("li").count()).toBe(0);
  });

  test("what a submission says is text, wherever it is shown", async () => {
    const markup = `<img src=x onerror="document.title='gone'"></script><script>document.title='gone'</script>`;
    const odd = [markup, `=cmd("calc")`, "x".repeat(5_000), "שלום \u202eabc", "", "名前"];
    const rows = odd.map((name) => ({
      ...rowOf({
        name,
        outcomes: { encode: { "encode-1": "failed" } },
        failure: () => ({ kind: "threw", message: name || "none", did: [] }),
        notes: [name],
      }),
    }));
    for (const viewport of [DESKTOP, PHONE]) {
      const page = await open([...rows, rowWithout("z", markup)], { viewport });
      const count = await page.locator("#submissions .name").count();
      for (let at = 0; at < count; at++) await page.locator("#submissions .name").nth(at).click();
      expect(await page.title()).toBe("db-01 resp · 7 submissions");
      expect(await page.locator("img").count()).toBe(0);
      expect(await page.locator("script").count()).toBe(2);
      const shown = await names(page);
      for (const name of [markup, `=cmd("calc")`, "名前", "שלום \\u202eabc"]) {
        expect(shown).toContain(name);
      }
      expect(await textOf(page, "#laws")).toContain(markup);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(viewport.width);
    }
  });

  test("a class of none, of none that could be graded, and all green open too", async () => {
    for (const rows of [[], [rowWithout("a", "is empty")], [rowOf({ name: "a" })]]) {
      const page = await open(rows);
      expect(await names(page)).toHaveLength(rows.length);
      expect(await textOf(page, "#laws")).toBe("No law was broken.");
      await heading(page, "points").click();
    }
  });

  test("two hundred are there at once", async () => {
    const page = await open(sampleClass(200));
    expect(await names(page)).toHaveLength(200);
    await heading(page, "points").click();
    expect(await textOf(page, "#shown")).toBe("200 of 200");
  });

  test("light and dark differ, and keep contrast", async () => {
    const colours = async (colorScheme: "light" | "dark") => {
      const page = await open([], { colorScheme });
      const names = ["ink", "muted", "law", "good", "half", "ground", "stripe", "page"];
      return (await page.evaluate(
        `${JSON.stringify(names)}.map((name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim())`,
      )) as string[];
    };
    const [light, dark] = [await colours("light"), await colours("dark")];
    expect(light).not.toStrictEqual(dark);
    for (const list of [light, dark]) {
      for (const ink of list.slice(0, 5)) {
        for (const ground of list.slice(5)) expect(contrast(ink, ground)).toBeGreaterThan(4.5);
      }
    }
  });
});
