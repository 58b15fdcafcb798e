/**
 * Requests as the laws write them, and what a RequestDecoder makes of a stream.
 */
import { type Limits, RequestDecoder } from "@labs/db-01";
import type { Trial } from "@labs/grader/testing";

/** The multibulk request of these words; each character is a byte. */
export function requestOf(...words: readonly string[]): Buffer {
  const parts = words.map((word) => `$${word.length}\r\n${word}\r\n`);
  return Buffer.from(`*${words.length}\r\n${parts.join("")}`, "latin1");
}

/** A line of words as a multibulk request. */
export function line(words: string): Buffer {
  return requestOf(...words.split(" "));
}

/** ECHO of a word that differs from law to law and from grading to grading, and its reply: no constant is that. */
export function echoOf(t: Trial, suffix = ""): { readonly sent: string; readonly reply: string } {
  const word = `${t.seed}${suffix}`;
  return { sent: `ECHO ${word}\r\n`, reply: `$${word.length}\r\n${word}\r\n` };
}

export interface Asked {
  /** Every byte as a character. */
  readonly requests: readonly (readonly string[])[];
  /** Of the error that ended it. */
  readonly code?: unknown;
  readonly message?: unknown;
}

/** Everything that a decoder makes of the chunks, asked for requests after each. Other errors than coded ones pass through. */
export function requested(chunks: readonly Uint8Array[], limits: Partial<Limits> = {}): Asked {
  const decoder = new RequestDecoder(limits);
  const requests: string[][] = [];
  try {
    for (const chunk of chunks) {
      decoder.push(chunk);
      for (let words = decoder.next(); words !== undefined; words = decoder.next()) {
        requests.push(words.map((word) => Buffer.from(word).toString("latin1")));
      }
    }
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    if (code === undefined) throw error;
    return { requests, code, message };
  }
  return { requests };
}
