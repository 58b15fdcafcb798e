/**
 * The first line of a book that `npm run log book` made, by which it is known again:
 *
 *   <!-- Made of journal/ by npm run log book, and made anew by it. SHA-256 of the lines below: 5f1c… -->
 *
 * A book whose lines are no longer those was changed by somebody, and is not written over.
 */
import { createHash } from "node:crypto";

const HEAD =
  "<!-- Made of journal/ by npm run log book, and made anew by it. SHA-256 of the lines below: ";

export function marked(text: string): string {
  return `${HEAD}${digestOf(text)} -->\n${text}`;
}

/** Whether a file was made as a book, changed or not. */
export function isBook(text: string): boolean {
  return text.startsWith(HEAD);
}

/** Whether a file is a book as it was made; a git that writes CRLF for LF has changed nothing. */
export function isUnchangedBook(text: string): boolean {
  if (!isBook(text)) return false;
  const plain = text.replaceAll("\r\n", "\n");
  const end = plain.indexOf("\n");
  return plain.slice(0, end) === `${HEAD}${digestOf(plain.slice(end + 1))} -->`;
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
