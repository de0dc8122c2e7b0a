import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const LOGGER = fileURLToPath(new URL("../../src/telemetry/logger.ts", import.meta.url));

/** What one call writes to stderr, from a process of its own. */
function logged(call: string, secrets: string[] = []): Record<string, unknown> {
  const known = JSON.stringify(secrets);
  const script = `import { createLogger } from ${JSON.stringify(LOGGER)}; createLogger("info", ${known}).${call};`;
  const { stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script]);
  return JSON.parse(String(stderr));
}

test("a logged error says what went wrong", () => {
  const line = logged(
    'error({ error: new Error("disk gone"), traceId: "t1" }, "A question failed")',
  );
  expect(line).toMatchObject({ msg: "A question failed", traceId: "t1" });
  expect(line.error).toMatchObject({ message: "disk gone" });
});

test("secrets are not written", () => {
  const line = logged('info({ token: "abc", source: { secret: "def" } }, "A source was read")');
  expect(JSON.stringify(line)).not.toMatch(/abc|def/);
});

const WORD = "aB3dE5gH7jK9mN1pQ3rS5tU7";

/** As the vendors write them; put together here, so that nothing in this file looks like one. */
const SHAPES: Record<string, string> = {
  "a Slack bot token": `xoxb-1234567890-${WORD}`,
  "a Slack app token": `xapp-1-A012-${WORD}`,
  "a rotated Slack token": `xoxe.xoxp-1-${WORD}`,
  "a Slack webhook": `https://hooks.slack.com/services/T0001/B0001/${WORD}`,
  "a Notion token": `ntn_${WORD}`,
  "an Atlassian token": `ATATT3xFfGF0${WORD}=A1B2`,
  "a Google client secret": `GOCSPX-${WORD}`,
  "a Google key": `AIza${WORD}`,
  "a Google access token": `ya29.${WORD}`,
  "a Google refresh token": `1//0g${WORD}`,
  "an Entra client secret": `abc8Q~${WORD}_${WORD.slice(0, 10)}`,
  "an OpenAI key": `sk-proj-${WORD}`,
  "a Pinecone key": `pcsk_${WORD}`,
  "a signed token": `eyJhbGciOiJI.${WORD}.${WORD}`,
  "a header": `Authorization: Basic ${WORD}==`,
  "an address's password": `postgres://footnote:${WORD}@db.example:5432/footnote`,
  "a form's field": `grant_type=refresh_token&refresh_token=${WORD}&client_id=1`,
  "a JSON field": `{"client_secret": "${WORD}"}`,
  "a private key": `-----BEGIN PRIVATE KEY-----\n${WORD}\n-----END PRIVATE KEY-----\n`,
  "the beginning of a private key": `-----BEGIN RSA PRIVATE KEY-----\n${WORD}`,
};

test.each(Object.entries(SHAPES))("%s is written nowhere, however deep it stands", (_, secret) => {
  const said = JSON.stringify(`It answered: ${secret} and no more`);
  const line = logged(
    `error({ error: new Error(${said}, { cause: new Error(${said}) }), a: { b: [{ c: ${said} }] } }, ${said})`,
  );
  expect(JSON.stringify(line)).not.toContain(WORD);
  expect(line.msg).toMatch(/^It answered: .*\[redacted\]/);
});

test("a secret of no form is not written when it is known, whichever way it is", () => {
  const secret = "f00dfacef00dfacef00dfacef00dface";
  const base64 = Buffer.from(`id:${secret}`).toString("base64");
  const line = logged(
    `warn({ sent: "${secret}", header: "${base64}" }, "Slack refused ${secret}")`,
    [secret],
  );
  expect(JSON.stringify(line)).not.toMatch(/f00dface|ZjAwZGZhY2/);
  expect(line.msg).toBe("Slack refused [redacted]");
});

test("what only looks a little like a secret is left alone", () => {
  const said =
    "basic leave rules, a bearer of news, task-list, secretary_general, https://footnote.example/a:b@c";
  expect(logged(`info({ said: ${JSON.stringify(said)} }, "Fine")`)).toMatchObject({ said });
});
