import { type Connector, ConnectorError } from "../../connectors/connector.ts";
import type { ConnectorDefinition, ConnectorSecret } from "../../connectors/definition.ts";
import type { Storage } from "../storage/storage.ts";
import { hideSecret } from "./secrets/hide-secret.ts";
import {
  heldSecret,
  type OfferedSecret,
  type SecretDeps,
  storedSecret,
} from "./secrets/stored-secret.ts";
import { differingAddresses } from "./settings/compare-settings.ts";
import { AdminError, type SourcesDeps } from "./sources-deps.ts";

type Registry = Pick<SourcesDeps, "findConnector" | "connectorKinds">;

type OpeningDeps = Registry & SecretDeps & { storage: Pick<Storage, "sources"> };

interface OpenedSource {
  name: string;
  kind: string;
  settings: Record<string, string>;
}

/** @throws AdminError when there is no connector of this kind. */
export function requireConnector(kind: string, registry: Registry): ConnectorDefinition {
  const definition = registry.findConnector(kind);
  if (definition !== undefined) return definition;
  throw new AdminError(
    `There is no kind of source "${kind}": choose ${registry.connectorKinds.join(", ")}.`,
  );
}

/**
 * Makes the connector of a source from its settings. The secret that is kept goes to the addresses
 * that are kept with it, and to no others: what is tried with those has to bring its own.
 * @throws AdminError with one sentence a mistake, each naming its key.
 */
export function openConnector(
  source: OpenedSource,
  deps: OpeningDeps,
  offered?: OfferedSecret,
): Connector {
  const secret = offered === undefined ? keptSecret(source, deps) : heldSecret(offered);
  return createConnector(source, deps, secret);
}

function keptSecret({ name, kind, settings }: OpenedSource, deps: OpeningDeps): ConnectorSecret {
  const stored = storedSecret(name, deps);
  // Read after the secret, with which it is replaced as one act.
  async function refuseOthers(): Promise<void> {
    const kept = await deps.storage.sources.get(name);
    if (kept === undefined) return;
    const others = differingAddresses(kept.settings, settings, requireConnector(kind, deps));
    if (others.length === 0) return;
    throw new ConnectorError(
      "unauthorized",
      `The secret of ${name} was given for another address than this ${others.join(", ")}: try again.`,
    );
  }
  return {
    async read() {
      const text = await stored.read();
      await refuseOthers();
      return text;
    },
    renew: (change, signal) =>
      stored.renew(async (text) => {
        await refuseOthers();
        return change(text);
      }, signal),
  };
}

/** @throws AdminError where `openConnector` would for the settings. */
export function checkSettings(source: Omit<OpenedSource, "name">, registry: Registry): void {
  createConnector(source, registry, heldSecret({ text: "" }));
}

function createConnector(
  source: Omit<OpenedSource, "name">,
  registry: Registry,
  secret: ConnectorSecret,
): Connector {
  const settings = parseSettings(source, registry);
  const { create } = requireConnector(source.kind, registry);
  try {
    return hideSecret(secret, (noting) => create(settings, noting));
  } catch (error) {
    throw translateConnectorError(error);
  }
}

/** Settings as the connector takes them. @throws AdminError with one sentence a mistake */
export function parseSettings(source: Omit<OpenedSource, "name">, registry: Registry): unknown {
  const parsed = requireConnector(source.kind, registry).settings.safeParse(source.settings);
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map((issue) => describeIssue(issue, source));
  throw new AdminError(sentences.join(" "));
}

/** What is wrong with settings by their keys, for who fills them into a form; `""` for all of them. */
export function settingIssues(
  source: Omit<OpenedSource, "name">,
  registry: Registry,
): { key: string; sentence: string }[] {
  const parsed = requireConnector(source.kind, registry).settings.safeParse(source.settings);
  return (parsed.error?.issues ?? []).map(({ path, message }) => {
    const key = String(path[0] ?? "");
    const isMissing = key !== "" && !Object.hasOwn(source.settings, key);
    const words = inPlainWords(message);
    return { key, sentence: isMissing ? "Fill this in." : `This is wrong: ${words}.` };
  });
}

/** What the source says is wrong with it is meant for the admin too. */
export function translateConnectorError(error: unknown): unknown {
  return error instanceof ConnectorError ? new AdminError(error.message, { cause: error }) : error;
}

interface Issue {
  code?: string | undefined;
  path: PropertyKey[];
  message: string;
  keys?: string[] | undefined;
}

function describeIssue(
  issue: Issue,
  source: { kind: string; settings: Record<string, string> },
): string {
  if (issue.code === "unrecognized_keys" && issue.keys !== undefined) {
    return `A ${source.kind} source has no setting ${issue.keys.join(", ")}: leave it out.`;
  }
  const key = issue.path.join(".");
  if (key === "") return `${issue.message.replace(/\.$/, "")}.`;
  if (!Object.hasOwn(source.settings, key)) {
    return `The setting ${key} is missing: give it with \`--set ${key}=…\`.`;
  }
  return `The setting ${key} is wrong: ${inPlainWords(issue.message)}.`;
}

/** What the schema's library says, for people who do not know it. */
function inPlainWords(message: string): string {
  return message
    .replace(/\.$/, "")
    .replace(/^Invalid input: expected (\w+), received .*/, "must be a $1")
    .replace(/^Too small: expected \w+ to be >=/, "must be at least ")
    .replace(/^Too small: expected \w+ to be >/, "must be more than ")
    .replace(/^Too big: expected \w+ to be <=/, "must be at most ")
    .replace(/^Invalid option: expected one of /, "must be one of ")
    .replaceAll(/"\|"/g, '", "');
}
