/** The picture of a run in a real browser; see browser.ts. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, test } from "vitest";
import { type RunPicture, writePicture } from "../src/picture/index.ts";
import { contrast, describePages } from "./browser.ts";
import { HISTORY, imitation } from "./picture-runs.ts";

const DESKTOP = { width: 1400, height: 1000 };
const PHONE = { width: 390, height: 844 };

describePages("the page in a browser", (pages) => {
  async function open(run: RunPicture, options: BrowserContextOptions = {}): Promise<Page> {
    const path = writePicture(pages.folder, `run-${run.events.length}`, run);
    const page = await pages.open(path, { viewport: DESKTOP, ...options });
    await page.waitForSelector("#diagram[data-drawn]");
    return page;
  }

  const press = async (page: Page, ...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
    await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))");
  };
  const textOf = (page: Page, id: string) => page.locator(id).innerText();
  const dataOf = async (page: Page) => {
    const [first, last, drawn] = await Promise.all(
      ["first", "last", "drawn"].map((name) => page.getAttribute("#diagram", `data-${name}`)),
    );
    return { first: Number(first), last: Number(last), drawn: Number(drawn) };
  };

  for (const count of [15, 300, 10_000]) {
    for (const viewport of [DESKTOP, PHONE]) {
      test(`${count} events at ${viewport.width} pixels: the law is in sight`, async () => {
        const run = imitation(count);
        const page = await open(run, { viewport });
        const { law, message } = run.events.at(-1) as { law: string; message: string };
        expect(await textOf(page, "#law")).toContain(message);
        expect(await textOf(page, "#panel")).toContain(message);
        for (const id of ["#law", "#law-tag", "#replay", "#diagram"]) {
          const box = await page.locator(id).boundingBox();
          expect(box!.x).toBeGreaterThanOrEqual(0);
          expect(box!.x + box!.width).toBeLessThanOrEqual(viewport.width);
          if (id !== "#diagram") expect(box!.y + box!.height).toBeLessThan(viewport.height);
        }
        expect(await textOf(page, "#law-tag")).toContain(law);
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(viewport.width);
        expect((await dataOf(page)).last).toBe(count);
      });
    }
  }

  test("draws only what is in sight of ten thousand events, and the whole when asked", async () => {
    const page = await open(imitation(10_000));
    const near = await dataOf(page);
    expect(near.last - near.first).toBeLessThan(120);
    expect(near.drawn).toBeLessThan(500);
    await press(page, "0");
    const all = await dataOf(page);
    expect(all).toMatchObject({ first: 1, last: 10_000 });
    expect(all.drawn).toBeGreaterThan(near.drawn);
  });

  test("the panel shows the node's log, and the cards every node's", async () => {
    const run = imitation(300);
    const page = await open(run);
    const told = run.events.findLast((event) => event.kind === "state");
    const details = told?.kind === "state" ? told.state.details : [];
    expect(details.length).toBeGreaterThan(3);
    for (const line of details) expect(await textOf(page, "#panel")).toContain(line);
    expect(await page.locator("#states .card").count()).toBe(run.nodes.length);
    expect(await page.locator("#panel .new").allInnerTexts()).toContain(details.at(-1));
  });

  test("is used by keys alone", async () => {
    const run = imitation(300);
    const page = await open(run);
    const event = async () => Number(/event ([\d,]+)/.exec(await textOf(page, "#panel"))?.[1]);
    expect(await event()).toBe(300);
    await press(page, "k");
    expect(await event()).toBe(299);
    await press(page, "p", "j", "n");
    expect(await event()).toBe(300);
    await press(page, "[");
    expect(run.events[(await event()) - 1]?.kind).toBe("state");
    await press(page, "Home");
    expect(await event()).toBe(1);
    expect((await dataOf(page)).first).toBe(1);
    await press(page, "]");
    expect(run.events[(await event()) - 1]?.kind).toBe("state");
    await press(page, "End");
    expect(await event()).toBe(300);
    const before = await dataOf(page);
    await press(page, "ArrowLeft", "-");
    expect((await dataOf(page)).first).toBeLessThan(before.first);
    await press(page, "t");
    expect(await textOf(page, "#tools")).toContain("axis: time");
    await press(page, "v");
    expect(await textOf(page, "#panel")).toContain("log-matching");
    await press(page, "?");
    expect(await page.locator("#help").isVisible()).toBe(true);
    await press(page, "Escape");
    expect(await page.locator("#help").isVisible()).toBe(false);
  });

  test("says what is chosen to who hears it, and shows the focus", async () => {
    const page = await open(imitation(15));
    await press(page, "Home");
    expect(await page.locator("#spoken").textContent()).toBe("event 1 · 0 ms: a starts");
    await page.locator("#frame").focus();
    await press(page, "j");
    const outline = await page.evaluate(
      `getComputedStyle(document.getElementById("frame")).outlineStyle`,
    );
    expect(outline).toBe("solid");
  });

  test("filters by words and by node", async () => {
    const run = imitation(300);
    const page = await open(run);
    await press(page, "/");
    await page.keyboard.type("granted");
    await press(page, "Enter");
    expect(await textOf(page, "#panel")).toContain("granted");
    expect(await textOf(page, "#tools .count")).toMatch(/^\d+ of 300 events$/);
    await press(page, "Escape");
    expect(await textOf(page, "#tools .count")).toBe("300 events");
    await page.getByRole("button", { name: "show or hide b" }).click();
    await press(page);
    expect(await textOf(page, "#names")).not.toContain("b");
    expect(await page.locator("#states .card").count()).toBe(4);
  });

  test("a click chooses what lies there, and the pointer shows it before", async () => {
    const page = await open(imitation(15));
    const box = (await page.locator("#diagram").boundingBox())!;
    const tag = (await page.locator("#law-tag").boundingBox())!;
    await page.mouse.move(box.x + 20, box.y + box.height / 2);
    await page.mouse.click(box.x + box.width / 4, box.y + 60);
    await press(page);
    expect(await textOf(page, "#states h2")).not.toContain("event 15");
    await page.mouse.move(tag.x + tag.width / 2, box.y + box.height - 5);
    await press(page);
    expect(await textOf(page, "#states h2")).not.toContain("event 15");
  });

  test("drags, and zooms with ctrl and the wheel; the wheel alone scrolls the page", async () => {
    const page = await open(imitation(10_000));
    const box = (await page.locator("#diagram").boundingBox())!;
    const before = await dataOf(page);
    await page.mouse.move(box.x + 300, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 700, box.y + 100, { steps: 4 });
    await page.mouse.up();
    await press(page);
    const dragged = await dataOf(page);
    expect(dragged.last).toBeLessThan(before.last);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, 400);
    await page.keyboard.up("Control");
    await press(page);
    const zoomed = await dataOf(page);
    expect(zoomed.last - zoomed.first).toBeGreaterThan(dragged.last - dragged.first);
    await page.mouse.wheel(0, 200);
    await press(page);
    expect(await dataOf(page)).toStrictEqual(zoomed);
  });

  test("two fingers zoom, and a tap chooses", async () => {
    const page = await open(imitation(300), { viewport: PHONE, hasTouch: true });
    const box = (await page.locator("#diagram").boundingBox())!;
    const hands = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...xs: readonly number[]) =>
      hands.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: xs.map((x, id) => ({ x: box.x + x, y: box.y + 100, id })),
      });
    const before = await dataOf(page);
    await touch("touchStart", 100, 250);
    for (const by of [10, 20, 40, 55]) await touch("touchMove", 100 + by, 250 - by);
    await touch("touchEnd");
    await press(page);
    const pinched = await dataOf(page);
    expect(pinched.last - pinched.first).toBeGreaterThan(before.last - before.first);
    await page.touchscreen.tap(box.x + 60, box.y + 60);
    await press(page);
    expect(await textOf(page, "#states h2")).not.toContain("event 300");
  });

  test("light and dark differ, and keep contrast on every epoch's colour", async () => {
    const colours = async (colorScheme: "light" | "dark") => {
      const page = await open(imitation(15), { colorScheme });
      return (await page.evaluate(`(() => {
        const style = getComputedStyle(document.documentElement);
        const epochs = [0, 1, 2, 3, 4, 5].flatMap((n) => ["epoch-" + n, "epoch-" + n + "-ink"]);
        const names = ["page", "ink", ...epochs];
        return names.map((name) => style.getPropertyValue("--" + name).trim());
      })()`)) as string[];
    };
    const [light, dark] = [await colours("light"), await colours("dark")];
    expect(light.slice(0, 2)).not.toStrictEqual(dark.slice(0, 2));
    for (const list of [light, dark]) {
      for (let at = 0; at < list.length; at += 2) {
        expect(contrast(list[at]!, list[at + 1]!)).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  test("draws the history: bars by client, their order, what is open, what cannot be", async () => {
    const page = await open({ ...imitation(15), history: HISTORY });
    expect(await page.locator("#history .client").allInnerTexts()).toStrictEqual([
      "client 1",
      "client 2",
    ]);
    expect(await page.locator("#history .place").allInnerTexts()).toStrictEqual(["1", "3", "2"]);
    expect(await textOf(page, "#history .cannot")).toContain("get x → 1");
    expect(await textOf(page, "#history .open")).toContain("put x 3");
    const [first, cannot] = await Promise.all(
      [".bar", ".cannot"].map((part) => page.locator(`#history ${part}`).first().boundingBox()),
    );
    expect(first!.x + first!.width).toBeLessThan(cannot!.x);
  });

  test("what a run says is text, wherever it is shown", async () => {
    const script = `<script>document.title='gone'</script>`;
    const text = `<img src=x onerror="document.title='gone'"></script>${script}`;
    const page = await open({
      title: text,
      replay: text,
      nodes: [text],
      events: [
        { kind: "start", at: 0, node: text, life: 1 },
        {
          kind: "state",
          at: 0,
          node: text,
          state: { role: text, epoch: 1, leads: true, details: [text] },
        },
        { kind: "send", at: 1, message: 1, from: text, to: text, text },
        { kind: "violation", at: 1, node: text, law: text, message: text },
      ],
      history: {
        rows: [{ client: text, bars: [{ text, from: 1, until: "open" }] }],
        notes: [text],
      },
    });
    for (const key of ["Home", "j", "j", "j"]) await press(page, key);
    expect(await page.title()).toBe(text);
    expect(await page.locator("img").count()).toBe(0);
    expect(await textOf(page, "#states")).toContain(text);
  });

  test("a run in which nothing happened, or nothing went wrong, opens too", async () => {
    const empty = await open({ title: "none", replay: "x", nodes: ["a"], events: [] });
    expect(await empty.locator("#law").isVisible()).toBe(false);
    await press(empty, "j", "k", "v", "t", "0", "+", "End");
    const run = imitation(300);
    const sound = await open({ ...run, events: run.events.slice(0, 200) });
    expect(await textOf(sound, "#panel")).toContain("event 200");
  });
});
