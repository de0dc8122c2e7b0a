import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { App } from "../../../app.ts";
import { setRootAudience } from "../../../sources/readers/root-audience.ts";
import { setSourceAudience } from "../../../sources/readers/source-audience.ts";
import { setSourceSecret } from "../../../sources/secrets/source-secret.ts";
import { requireSource } from "../../../sources/sources-deps.ts";
import { openWebhook, readWebhook, type WebhookState } from "../../../sources/webhooks.ts";
import { parsePrincipals } from "../audience-option.ts";
import { printJson, printLine, UsageError, userPath, withApp } from "../command-context.ts";
import { DEFAULT_OAUTH_PORT, waitForAccess } from "./wait-for-access.ts";

export interface JsonFlag {
  json?: boolean;
}

export const ACTOR = "cli";

/** Who may read a source, and what it is read with. */
export function addAccessCommands(sources: Command): void {
  sources
    .command("audience")
    .description("who may read what says nothing itself")
    .argument("<name>")
    .argument("<root>", "/ for the whole source, or a page of Notion and all below it")
    .argument("<principal...>", "or nobody; below a root also inherit")
    .option("--json", "print JSON")
    .action((name: string, root: string, principals: string[], { json }: JsonFlag) =>
      withApp((app) => setAudience({ name, root, principals, json: json ?? false }, app)),
    );

  const secret = sources
    .command("secret")
    .description("replace the token that a source is read with")
    .argument("<name>");
  addSecretOptions(secret)
    .option("--json", "print JSON")
    .action(async (name: string, { json, ...flags }: JsonFlag & SecretFlags) => {
      const notes = await withApp(async (app) => {
        const source = await requireSource(name, app.administering);
        const secret = await readSecret({ ...flags, ...source }, app);
        return setSourceSecret(name, secret, ACTOR, app.administering);
      });
      const sentences = [`${name} has a new secret, which it was reached with.`, ...notes];
      confirm(json, { source: name, notes }, sentences.join("\n"));
    });

  addWebhookCommand(sources);
}

/** An address at which a source reports by itself. */
function addWebhookCommand(sources: Command): void {
  sources
    .command("webhook")
    .description("let a source report changes by itself, beside its schedule")
    .argument("<name>")
    .option("--new", "wait for the source's first call, for an hour")
    .option("--json", "print JSON")
    .action((name: string, flags: JsonFlag & { new?: boolean }) =>
      withApp(async (app) => {
        const deps = app.administering;
        const webhook = flags.new
          ? await openWebhook(name, ACTOR, deps)
          : await readWebhook(name, deps);
        confirm(flags.json, webhook, describeWebhook(webhook));
      }),
    );
}

function describeWebhook({ source, path, state, openUntil, signingSecret }: WebhookState): string {
  const address = `https://<your public address>${path}`;
  return state === "waiting"
    ? `Add ${address} at the source before ${openUntil}. Then \`sources webhook ${source}\` shows what to repeat there.`
    : `${source} reports to ${address}. Asked for a verification token, give ${signingSecret}`;
}

interface AudienceChange {
  name: string;
  root: string;
  principals: string[];
  json: boolean;
}

async function setAudience({ name, root, principals, json }: AudienceChange, app: App) {
  const deps = app.administering;
  const isNobody = principals.length === 1 && principals[0] === "nobody";
  if (root === "/") {
    const readers = isNobody ? [] : parsePrincipals(principals);
    const { notes, ...moved } = await setSourceAudience(name, readers, ACTOR, deps);
    const sentence = `${name} is for ${moved.audience.join(", ") || "nobody"} now, unless a document says otherwise.`;
    confirm(json, { source: name, ...moved, ...noted(notes) }, [sentence, ...notes].join("\n"));
    return;
  }
  const { kind } = await requireSource(name, deps);
  if (deps.findConnector(kind)?.roots === undefined) {
    throw new UsageError(`Give / as the root: below it, _access.yaml says who may read "${root}".`);
  }
  const isInherit = principals.length === 1 && principals[0] === "inherit";
  const readers = isNobody || isInherit ? principals : parsePrincipals(principals);
  const set = await setRootAudience(name, root, readers, ACTOR, deps);
  const who =
    set.audience === undefined
      ? "has the readers of what stands above it"
      : `is for ${set.audience.join(", ") || "nobody"}`;
  const what = set.title === undefined ? set.root : `"${set.title}" (${set.root})`;
  const sentence = `What stands below ${what} ${who}, from the next sync on: npm run footnote -- sync ${name}`;
  const value = { source: name, root: set.root, audience: set.audience ?? null };
  confirm(json, { ...value, ...noted(set.notes) }, [sentence, ...set.notes].join("\n"));
}

/** Notes as a part of what is printed as JSON, where there are any. */
function noted(notes: readonly string[]): { notes?: readonly string[] } {
  return notes.length === 0 ? {} : { notes };
}

export interface SecretFlags {
  secretFile?: string;
  oauth?: boolean;
  oauthPort?: string;
}

/** The flags that `readSecret` takes. */
export function addSecretOptions(
  command: Command,
  otherwise = "else it is taken from the environment",
): Command {
  return command
    .option("--secret-file <file>", `a file with the token, which is kept encrypted; ${otherwise}`)
    .option("--oauth", "ask for access in a browser instead")
    .option("--oauth-port <port>", "where the browser comes back to on this machine");
}

/** The secret as the flags give it; undefined leaves it to the environment. @throws UsageError */
export async function readSecret(
  flags: SecretFlags & { kind: string; settings: Record<string, string> },
  app: App,
): Promise<string | undefined> {
  const { kind, settings, secretFile, oauth = false } = flags;
  if (!oauth) {
    if (flags.oauthPort !== undefined) throw new UsageError("Give --oauth with --oauth-port.");
    return secretFile === undefined ? undefined : readSecretFile(secretFile);
  }
  if (secretFile !== undefined) throw new UsageError("Give --secret-file or --oauth, not both.");
  const port = Number(flags.oauthPort ?? DEFAULT_OAUTH_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UsageError(`--oauth-port ${flags.oauthPort} is no port: give 1 to 65535.`);
  }
  return waitForAccess({ kind, settings, port }, app);
}

/** A secret as a file holds it, without the line's end. @throws UsageError */
function readSecretFile(path: string): string {
  const file = userPath(path);
  let text: string;
  try {
    text = readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new UsageError(`${file} cannot be read: name a file that holds the token.`, {
      cause: error,
    });
  }
  if (text !== "") return text;
  throw new UsageError(`${file} is empty: put the token into it.`);
}

export function confirm(json: boolean | undefined, value: unknown, sentence: string): void {
  if (json) printJson(value);
  else printLine(sentence);
}
