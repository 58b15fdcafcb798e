/**
 * The bytes of the protocol by name.
 *
 * Decoders compare bytes, not one-character strings, which would have to be made first.
 *
 * Left out: every byte that is not part of the protocol's grammar.
 *
 * @solution
 */
export const CR = 0x0d;
export const LF = 0x0a;

/** `+`: a simple string, and the sign of a number. */
export const PLUS = 0x2b;
/** `-`: a simple error, and the sign of a number. */
export const MINUS = 0x2d;
export const COLON = 0x3a;
export const DOLLAR = 0x24;
export const ASTERISK = 0x2a;

/** `_`: null. */
export const UNDERSCORE = 0x5f;
/** `#`: a boolean. */
export const HASH = 0x23;
/** `,`: a double. */
export const COMMA = 0x2c;
/** `(`: a big number. */
export const PARENTHESIS = 0x28;
/** `!`: a bulk error. */
export const EXCLAMATION = 0x21;
/** `=`: a verbatim string. */
export const EQUALS = 0x3d;
/** `%`: a map. */
export const PERCENT = 0x25;
/** `~`: a set. */
export const TILDE = 0x7e;
/** `>`: a push. */
export const GREATER = 0x3e;
/** `|`: an attribute. */
export const BAR = 0x7c;
/** `;`: a part of a streamed string. */
export const SEMICOLON = 0x3b;
/** `.`: the end of a streamed aggregate. */
export const FULL_STOP = 0x2e;
/** `?`: a length that is not known yet. */
export const QUESTION_MARK = 0x3f;

export const ZERO = 0x30;
export const DOUBLE_QUOTE = 0x22;
export const SINGLE_QUOTE = 0x27;
export const BACKSLASH = 0x5c;
