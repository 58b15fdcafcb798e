/**
 * Those of Node's modules that a submission may have: none of them opens a file, starts a program or a thread, loads code,
 * or looks into this process.
 */
const BUILTINS = new Set(
  (
    "assert assert/strict async_hooks buffer console constants crypto diagnostics_channel dns dns/promises events " +
    "http https net os path path/posix path/win32 perf_hooks process querystring readline readline/promises stream " +
    "stream/consumers stream/promises stream/web string_decoder timers timers/promises tls tty url util util/types zlib"
  ).split(" "),
);

/** Whether a submission may have this module of Node's; "node:" may stand before it. */
export function isAllowedBuiltin(name: string): boolean {
  return BUILTINS.has(name.replace(/^node:/, ""));
}
