import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DatabaseSync } from "node:sqlite";

/*
 * The least that could be done: a question is stored for good, acknowledged, taken from the queue,
 * waits for as long as a model would take, and its echo is stored. `echo-server.ts <file> <model ms>`.
 */
const [file = ":memory:", modelMs = "1000"] = process.argv.slice(2);
const database = new DatabaseSync(file);
database.exec("pragma journal_mode = wal; pragma synchronous = full");
database.exec(
  "create table jobs (id integer primary key, question text, state text, answer text, asked_at real, claimed_at real, finished_at real)",
);
database.exec("create index waiting on jobs (state, id)");
const keep = database.prepare(
  "insert into jobs (question, state, asked_at) values (?, 'waiting', ?)",
);
const claim = database.prepare(
  "update jobs set state = 'running', claimed_at = ? where id = (select min(id) from jobs where state = 'waiting') returning id, question",
);
const finish = database.prepare(
  "update jobs set state = 'done', answer = ?, finished_at = ? where id = ?",
);

const server = createServer(async (request, response) => {
  let text = "";
  for await (const piece of request.setEncoding("utf8")) text += piece;
  const { lastInsertRowid } = keep.run(text, performance.now());
  response.writeHead(202, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ id: Number(lastInsertRowid) }));
});
server.listen(0, "127.0.0.1");
await once(server, "listening");

function work(): void {
  for (;;) {
    const job = claim.get(performance.now()) as { id: number; question: string } | undefined;
    if (job === undefined) return;
    setTimeout(() => finish.run(job.question, performance.now(), job.id), Number(modelMs));
  }
}
const timer = setInterval(work, 20);
process.once("SIGTERM", () => {
  clearInterval(timer);
  server.close();
  server.closeAllConnections();
  database.close();
});
process.stderr.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
