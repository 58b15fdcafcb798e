/**
 * What `npm run docs` serves, on this machine alone: the site, and beside it, below `/-/`, what only its owner has.
 *
 *     GET  /-/events          how far the learner is: at once, and again at every change (server-sent events)
 *     GET  /-/file/PATH       a file of the tree that documents link to, as plain text
 *     GET  /-/picture/NAME      the picture of a failure, from .labs/pictures
 *     GET  /-/token           whether the token in the header is the one: "yes" or "no"
 *     POST /-/mark            { lab, mark, isDone }: only with the token of the address that was printed
 *
 * Whoever asks must have got here by this machine's name: a page of another origin cannot read what is served (its own
 * requests name its own host, or carry its own Origin), and a name that leads here by DNS is none of ours. To change
 * something takes the token, in a header that another origin's page may not set.
 *
 * Source: HTML Standard §9.2 (server-sent events); Fetch Standard §3.2 (Origin); RFC 9110 §7.2 (Host), §15.5.20 (421).
 * Left out: a way in for other machines. `npm run progress html` writes a page to show them.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import sirv from "sirv";
import { linkedFile, picture } from "./files.ts";

/** So many pages may be told of changes at once. */
const LISTENERS_MAX = 64;
/** A comment to every listener: a connection that is gone is noticed. */
const BEAT_MS = 20_000;
const BODY_MAX_BYTES = 2_000;
/** Scripts and styles of the site are its own; VitePress puts small ones into the page. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export interface CompanionOptions {
  /** Of the tree. */
  readonly root: string;
  /** The folder of the site that was made. */
  readonly site: string;
  /** 0: any that is free. */
  readonly port: number;
  /** How far the learner is now, as JSON. */
  readonly state: () => Promise<string>;
  /** Keeps a mark. @throws Error where there is none of that name: its message is the answer */
  readonly mark: (lab: string, mark: string, isDone: boolean) => Promise<void>;
}

/** A server that listens on 127.0.0.1. */
export class Companion {
  /** For who may edit; in the address that is printed, after the #. */
  readonly token = randomBytes(16).toString("hex");
  readonly #options: CompanionOptions;
  readonly #server: Server;
  readonly #listeners = new Set<ServerResponse>();
  readonly #pages: ReturnType<typeof sirv>;
  readonly #beat: NodeJS.Timeout;
  #told = "";

  constructor(options: CompanionOptions) {
    this.#options = options;
    this.#pages = sirv(options.site, { etag: true, extensions: ["html"] });
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: Error) => refuse(response, 500, error.message));
    });
    this.#beat = setInterval(() => this.#send(":\n\n"), BEAT_MS);
  }

  /** @throws Error with code EADDRINUSE where the port is taken */
  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(this.#options.port, "127.0.0.1", resolve);
    });
  }

  /** `http://127.0.0.1:5180` */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Tells all who listen, if something is otherwise than they know it. */
  async changed(): Promise<void> {
    const state = await this.#options.state();
    if (state === this.#told) return;
    this.#told = state;
    this.#send(event(state));
  }

  async close(): Promise<void> {
    clearInterval(this.#beat);
    for (const listener of this.#listeners) listener.end();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Referrer-Policy", "no-referrer");
    if (!this.#isOurs(request)) return refuse(response, 421, "Not a name of this server.");
    const { pathname } = new URL(request.url ?? "/", this.origin);
    if (pathname === "/-/mark") return this.#mark(request, response);
    if (request.method !== "GET" && request.method !== "HEAD") {
      return refuse(response, 405, "Only to be read.");
    }
    if (pathname === "/-/events") return this.#listen(response);
    if (pathname === "/-/token") return void response.end(this.#hasToken(request) ? "yes" : "no");
    if (pathname.startsWith("/-/")) return this.#file(pathname.slice("/-/".length), response);
    this.#pages(request, response, () => refuse(response, 404, "There is no such page."));
  }

  /** Whether who asks got here by a name of this machine, and not from a page of another origin. */
  #isOurs({ headers }: IncomingMessage): boolean {
    const { port } = this.#server.address() as AddressInfo;
    const hosts = ["127.0.0.1", "localhost"].map((name) => `${name}:${port}`);
    if (!hosts.includes(headers.host ?? "")) return false;
    return headers.origin === undefined || headers.origin === `http://${headers.host}`;
  }

  async #listen(response: ServerResponse): Promise<void> {
    if (this.#listeners.size >= LISTENERS_MAX) return refuse(response, 503, "Too many listen.");
    const state = await this.#options.state();
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write(event(state));
    this.#listeners.add(response);
    response.on("close", () => this.#listeners.delete(response));
  }

  #file(path: string, response: ServerResponse): void {
    const found = linkedFile(this.#options.root, path) ?? picture(this.#options.root, path);
    if (found === undefined) {
      refuse(response, 404, "There is no such file to be read.");
    } else {
      response.writeHead(200, { "Content-Type": found.type, "Cache-Control": "no-store" });
      response.end(found.text);
    }
  }

  async #mark(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== "POST") return refuse(response, 405, "Only POST.");
    if (!this.#hasToken(request)) return refuse(response, 403, "Not with this address.");
    const wanted = readMark(await bodyOf(request));
    if (wanted === undefined) return refuse(response, 400, "Not a mark.");
    const { lab, mark, isDone } = wanted;
    const failure = await this.#options.mark(lab, mark, isDone).catch((error: Error) => error);
    if (failure instanceof Error) return refuse(response, 400, failure.message);
    response.writeHead(204).end();
    await this.changed();
  }

  #hasToken({ headers }: IncomingMessage): boolean {
    const given = Buffer.from(String(headers["x-labs-token"] ?? ""));
    const token = Buffer.from(this.token);
    return given.length === token.length && timingSafeEqual(given, token);
  }

  #send(text: string): void {
    for (const listener of this.#listeners) listener.write(text);
  }
}

function event(state: string): string {
  return `data: ${state}\n\n`;
}

function refuse(response: ServerResponse, status: number, why: string): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" }).end(`${why}\n`);
}

/** Undefined where it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function readMark(
  text: string | undefined,
): { lab: string; mark: string; isDone: boolean } | undefined {
  try {
    const { lab, mark, isDone } = JSON.parse(text ?? "");
    const isMark =
      typeof lab === "string" && typeof mark === "string" && typeof isDone === "boolean";
    return isMark ? { lab, mark, isDone } : undefined;
  } catch {
    return undefined;
  }
}
