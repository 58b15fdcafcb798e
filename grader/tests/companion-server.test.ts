/**
 * The server of `npm run docs`: who may read, who may change something, and which files it gives away.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Companion } from "../src/companion/server.ts";

let root: string;
let companion: Companion;
let state: string;
let marks: string[];

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "labs-companion-"));
  write(".labs/site/index.html", "<h1>The labs</h1>");
  write(".labs/site/labs/one.html", "<h1>One</h1>");
  write("labs/db-01-resp/tests/01-encode.test.ts", "// laws");
  state = '{"points":0}';
  marks = [];
  companion = new Companion({
    ...{ root, site: join(root, ".labs/site"), port: 0 },
    state: async () => state,
    mark: async (lab, mark, isDone) => {
      if (lab !== "db-01") throw new Error(`There is no lab ${lab}.`);
      marks.push(`${lab} ${mark} ${isDone}`);
      state = '{"points":1}';
    },
  });
  await companion.listen();
});
afterEach(async () => {
  await companion.close();
  rmSync(root, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** node:http, since fetch sets Host and Origin itself. */
function ask(
  path: string,
  { method = "GET", headers = {}, body = "" }: Asked = {},
): Promise<Answer> {
  const { port } = new URL(companion.origin);
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode!, body: text, headers: response.headers }),
      );
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

describe("pages", () => {
  test("are there with and without .html, and so is the first", async () => {
    expect(await ask("/")).toMatchObject({ status: 200, body: "<h1>The labs</h1>" });
    expect(await ask("/labs/one")).toMatchObject({ status: 200, body: "<h1>One</h1>" });
    expect(await ask("/labs/one.html")).toMatchObject({ status: 200 });
    expect(await ask("/labs/two")).toMatchObject({ status: 404 });
  });

  test("may load nothing from elsewhere, and stand in no frame", async () => {
    const { headers } = await ask("/");
    expect(headers["content-security-policy"]).toMatch(
      /^default-src 'self';.*frame-ancestors 'none'/,
    );
  });

  test("are read, and not written", async () => {
    for (const method of ["POST", "PUT", "DELETE"]) {
      expect(await ask("/", { method })).toMatchObject({ status: 405 });
    }
  });
});

describe("who asks", () => {
  test("by another name than this machine's is refused, also where that name leads here", async () => {
    const { port } = new URL(companion.origin);
    for (const host of ["evil.example", `evil.example:${port}`, "127.0.0.1", "localhost:1"]) {
      for (const path of ["/", "/-/events", "/-/file/labs/db-01-resp/tests/01-encode.test.ts"]) {
        expect(await ask(path, { headers: { Host: host } })).toMatchObject({ status: 421 });
      }
    }
    expect(await ask("/", { headers: { Host: `localhost:${port}` } })).toMatchObject({
      status: 200,
    });
  });

  test("from a page of another origin is refused", async () => {
    for (const origin of ["https://evil.example", "null", companion.origin.replace(/\d+$/, "1")]) {
      const answer = await ask("/-/events", { headers: { Origin: origin } });
      expect(answer).toMatchObject({ status: 421 });
    }
  });
});

describe("a mark", () => {
  const mark = (headers: Record<string, string>, body: unknown, method = "POST") =>
    ask("/-/mark", {
      method,
      headers,
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const done = { lab: "db-01", mark: "read-concepts", isDone: true };

  test("is kept with the token", async () => {
    expect(await mark({ "X-Labs-Token": companion.token }, done)).toMatchObject({ status: 204 });
    expect(marks).toEqual(["db-01 read-concepts true"]);
  });

  test("is refused without the token, with another, and from another origin that has it", async () => {
    for (const token of [
      "",
      "x",
      "0".repeat(32),
      companion.token.slice(1),
      `${companion.token}0`,
    ]) {
      expect(await mark({ "X-Labs-Token": token }, done)).toMatchObject({ status: 403 });
    }
    expect(await mark({}, done)).toMatchObject({ status: 403 });
    const elsewhere = { "X-Labs-Token": companion.token, Origin: "https://evil.example" };
    expect(await mark(elsewhere, done)).toMatchObject({ status: 421 });
    expect(await mark({ "X-Labs-Token": companion.token }, done, "GET")).toMatchObject({
      status: 405,
    });
    expect(marks).toEqual([]);
  });

  test("a token is known before it is used, and from no other origin", async () => {
    const asked = (headers: Record<string, string>) => ask("/-/token", { headers });
    const right = { "X-Labs-Token": companion.token };
    expect(await asked(right)).toMatchObject({ status: 200, body: "yes" });
    expect(await asked({ "X-Labs-Token": "x" })).toMatchObject({ status: 200, body: "no" });
    expect(await asked({})).toMatchObject({ body: "no" });
    const elsewhere = { ...right, Origin: "https://evil.example" };
    expect(await asked(elsewhere)).toMatchObject({ status: 421 });
  });

  test("that is none is refused, and the server goes on", async () => {
    const token = { "X-Labs-Token": companion.token };
    for (const body of ["", "{", "null", "[]", '{"lab":1}', { lab: "db-01" }, "x".repeat(10_000)]) {
      expect(await mark(token, body)).toMatchObject({ status: 400 });
    }
    const absent = await mark(token, { ...done, lab: "db-99" });
    expect(absent).toMatchObject({ status: 400, body: "There is no lab db-99.\n" });
    expect(await ask("/")).toMatchObject({ status: 200 });
  });
});

describe("events", () => {
  /** The states that were told until `count` are there. */
  async function told(count: number, act: () => Promise<unknown>): Promise<readonly string[]> {
    const response = await fetch(`${companion.origin}/-/events`);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const states = () => [...text.matchAll(/^data: (.*)\n\n/gm)].map(([, each]) => each!);
    let hasActed = false;
    while (states().length < count) {
      const { value, done } = await reader.read();
      if (done) break;
      text += value;
      if (!hasActed) {
        hasActed = true;
        await act();
      }
    }
    await reader.cancel();
    return states();
  }

  test("tell how it is at once, and then what is otherwise", async () => {
    const states = await told(3, async () => {
      state = '{"points":2}';
      await companion.changed();
      await companion.changed();
      state = '{"points":3}';
      await companion.changed();
    });
    expect(states).toEqual(['{"points":0}', '{"points":2}', '{"points":3}']);
  });

  test("tell of a mark", async () => {
    const body = JSON.stringify({ lab: "db-01", mark: "read-concepts", isDone: true });
    const headers = { "X-Labs-Token": companion.token };
    const states = await told(2, () => ask("/-/mark", { method: "POST", headers, body }));
    expect(states).toEqual(['{"points":0}', '{"points":1}']);
  });

  test("have so many listeners, and one that goes makes room", async () => {
    const all = await Promise.all(
      Array.from({ length: 64 }, () => fetch(`${companion.origin}/-/events`)),
    );
    expect(await ask("/-/events")).toMatchObject({ status: 503 });
    await all[0]!.body!.cancel();
    await expect.poll(async () => (await fetch(`${companion.origin}/-/events`)).status).toBe(200);
  });
});

describe("files", () => {
  test("that documents link to are text", async () => {
    const answer = await ask("/-/file/labs/db-01-resp/tests/01-encode.test.ts");
    expect(answer).toMatchObject({ status: 200, body: "// laws" });
    expect(answer.headers["content-type"]).toBe("text/plain; charset=utf-8");
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect(await ask("/-/file/labs/")).toMatchObject({ status: 200, body: "db-01-resp/\n" });
    expect((await ask("/-/file/")).body).toBe("labs/\n");
  });

  test("of the learner's folder, of git, of packages and outside of the tree are not given", async () => {
    const outside = mkdtempSync(join(tmpdir(), "labs-outside-"));
    writeFileSync(join(outside, "secret.txt"), "secret");
    symlinkSync(join(outside, "secret.txt"), join(root, "labs/link.txt"));
    symlinkSync(outside, join(root, "labs/folder"));
    write(".git/config.txt", "secret");
    write(".labs/progress.json", "secret");
    write(".env", "secret");
    write("node_modules/x/package.json", "secret");
    write("labs/image.png", "secret");
    const paths = [
      ...[".git/config.txt", ".labs/progress.json", ".env", "node_modules/x/package.json"],
      ...["labs/link.txt", "labs/folder/secret.txt", "labs/image.png", ".labs", "%00.ts", "%zz.ts"],
      ...[`../${outside.slice(1)}/secret.txt`, `..%2f..%2f${outside.slice(1)}/secret.txt`],
      ...[`${outside}/secret.txt`, "labs/..%2f.labs/progress.json", "labs/..\\.env"],
    ];
    for (const path of paths) {
      const { status, body } = await ask(`/-/file/${path}`);
      expect([path, status]).toEqual([path, 404]);
      expect(body).not.toContain("secret");
    }
    rmSync(outside, { recursive: true });
  });

  test("a picture of a failure is a page, and only by its name", async () => {
    write(".labs/pictures/db-16-step-4-seed-55.html", "<h1>run</h1>");
    const answer = await ask("/-/picture/db-16-step-4-seed-55.html");
    expect(answer).toMatchObject({ status: 200, body: "<h1>run</h1>" });
    expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
    for (const name of ["../progress.json", "..%2fprogress.json", ".hidden.html", "none.html"]) {
      expect(await ask(`/-/picture/${name}`)).toMatchObject({ status: 404 });
    }
  });
});
