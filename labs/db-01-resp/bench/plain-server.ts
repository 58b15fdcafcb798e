/**
 * A yardstick: the least that a Node program can do for redis-benchmark.
 *
 * It does not decode. It counts requests by their `*` and answers each with the same bytes, which
 * is enough for a benchmark that does not look at the answers. What a real server loses against
 * this is what its protocol costs.
 *
 * Run: `node --import tsx plain-server.ts PORT`
 *
 * Left out: everything else; a `*` inside an argument would be counted too.
 */
import { createServer } from "node:net";

const ASTERISK = 0x2a;
const PONG = Buffer.from("+PONG\r\n");

const port = Number(process.argv[2]);
const server = createServer({ noDelay: true }, (socket) => {
  socket.on("data", (chunk) => {
    let count = 0;
    for (let at = chunk.indexOf(ASTERISK); at >= 0; at = chunk.indexOf(ASTERISK, at + 1))
      count += 1;
    socket.write(count === 1 ? PONG : Buffer.concat(Array.from({ length: count }, () => PONG)));
  });
  socket.on("error", () => {});
});
server.listen(port, "127.0.0.1");
