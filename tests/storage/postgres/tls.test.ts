import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openStorage } from "../../../src/storage/open-storage.ts";
import { checkAddress } from "../../../src/storage/postgres/check-address.ts";
import { type PostgresServer, startPostgres } from "../../counterparts/postgres/start-postgres.ts";
import { temporaryFolder } from "../temporary-storage.ts";
import { execute, usePostgres } from "./postgres-world.ts";

const folder = mkdtempSync(join(tmpdir(), "footnote-tls-"));
const cert = join(folder, "ca.pem");
const key = join(folder, "key.pem");
const hasOpenssl = makeCertificate();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** For `localhost` and for no address. */
function makeCertificate(): boolean {
  const what = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"];
  const name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  try {
    execFileSync("openssl", [...what, ...name, "-keyout", key, "-out", cert], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** What is said, in one line without a password; undefined where it opens. */
async function complaintOf(url: string): Promise<string | undefined> {
  const file = join(temporaryFolder(), "state");
  try {
    await (await openStorage({ file, postgres: { url, connections: 1 } })).close();
    return undefined;
  } catch (error) {
    expect(error).toMatchObject({ name: "StorageError", code: "unavailable" });
    expect((error as Error).message).not.toMatch(/s3cret|\n/);
    return (error as Error).message;
  }
}

describe("a server without TLS", () => {
  const postgres = usePostgres();

  test("is named as such where TLS is asked for, without a warning of pg's", async () => {
    const warn = vi.spyOn(process, "emitWarning");
    for (const mode of ["verify-full", "verify-ca", "require", "prefer", "no-verify"]) {
      const url = `${postgres.server().url("postgres")}?sslmode=${mode}`;
      expect(await complaintOf(url), mode).toMatch(/does no TLS, which sslmode .* asks for/);
    }
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  test.each([
    ["a # in the password", "postgres://u:s3cret#b@127.0.0.1:1/x", "# as %23"],
    ["a / in the password", "postgres://u:s3cret/b@127.0.0.1:1/x", "/ as %2F"],
    ["a / after a number", "postgres://u:1/s3cret@127.0.0.1:1/x", "/ as %2F"],
    ["a ? after a number", "postgres://u:1?s3cret@127.0.0.1:1/x", "? as %3F"],
    ["a % in the password", "postgres://u:s3cret%e0@127.0.0.1:1/x", "% as %25"],
    [
      "a certificate that is not there",
      "postgres://u:s3cret@127.0.0.1:1/x?sslmode=verify-full&sslrootcert=/nowhere/ca.pem",
      "correct its sslrootcert",
    ],
  ])("an address with %s is refused with the way out", async (_, url, says) => {
    const complaint = await complaintOf(url);
    expect(complaint).toContain(says);
    expect(complaint).toContain("DATABASE_URL");
  });
});

test("an @ may stand in what the query says of the user", () => {
  const url = "postgres://127.0.0.1:1/x?user=me%40srv&password=a@b&application_name=c@d";
  expect(checkAddress(url)).toBe(url);
});

const NAME = "TLS to Postgres";
describe.skipIf(!hasOpenssl)(hasOpenssl ? NAME : `${NAME} (skipped: no openssl here)`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    // Nobody but `footnote` gets in without TLS; `guarded` needs a password.
    const hba = ["host all footnote 127.0.0.1/32 trust", "host all outside 127.0.0.1/32 reject"];
    hba.push("host all guarded 127.0.0.1/32 scram-sha-256", "hostssl all all all trust");
    const tls = { cert: readFileSync(cert, "utf8"), key: readFileSync(key, "utf8") };
    server = await startPostgres({ hba: hba.join("\n"), tls });
    const admin = server.url("postgres");
    await execute(admin, "create role guarded login superuser password 's3cret'");
    await execute(admin, "create role encrypted login superuser");
  });
  afterAll(() => server.stop());

  const url = (user: string, host: string, query: string) =>
    `${server.url("postgres").replace("footnote@", `${user}@`).replace("127.0.0.1", host)}${query}`;

  test("says how to trust a certificate of one's own, and trusts it then", async () => {
    const full = url("encrypted", "localhost", "?sslmode=verify-full");
    expect(await complaintOf(full)).toMatch(/nobody whom Node trusts: .*sslrootcert=.*NODE_EXTRA/);
    expect(await complaintOf(`${full}&sslrootcert=${cert}`)).toBeUndefined();
  });

  test("says that a certificate is for another name", async () => {
    const query = `?sslmode=verify-full&sslrootcert=${cert}`;
    expect(await complaintOf(url("encrypted", "127.0.0.1", query))).toContain("for another name");
  });

  test("says that the server demands TLS", async () => {
    expect(await complaintOf(url("encrypted", "127.0.0.1", ""))).toMatch(
      /takes no connection of this user without TLS: add \?sslmode=verify-full/,
    );
  });

  test("says that a user is not let in", async () => {
    expect(await complaintOf(url("outside", "127.0.0.1", ""))).toContain("pg_hba.conf");
  });

  test("says that a password is missing, or wrong", async () => {
    expect(await complaintOf(url("guarded", "127.0.0.1", ""))).toMatch(/asks for a password/);
    expect(await complaintOf(url("guarded:wrong", "127.0.0.1", ""))).toMatch(/refuses the user or/);
    expect(await complaintOf(url("guarded:s3cret", "127.0.0.1", ""))).toBeUndefined();
  });
});
