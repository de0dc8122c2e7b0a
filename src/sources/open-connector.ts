import { type Connector, ConnectorError } from "../../connectors/connector.ts";
import type { ConnectorDefinition, ConnectorSecret } from "../../connectors/definition.ts";
import {
  heldSecret,
  type OfferedSecret,
  type SecretDeps,
  storedSecret,
} from "./secrets/stored-secret.ts";
import { AdminError, type SourcesDeps } from "./sources-deps.ts";

type Registry = Pick<SourcesDeps, "findConnector" | "connectorKinds">;

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
 * Makes the connector of a source from its settings.
 * @throws AdminError with one sentence a mistake, each naming its key.
 */
export function openConnector(
  source: OpenedSource,
  deps: Registry & SecretDeps,
  offered?: OfferedSecret,
): Connector {
  const secret = offered === undefined ? storedSecret(source.name, deps) : heldSecret(offered);
  return createConnector(source, deps, secret);
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
  try {
    return requireConnector(source.kind, registry).create(settings, secret);
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
    const words = message.replace(/\.$/, "");
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
  return `The setting ${key} is wrong: ${issue.message.replace(/\.$/, "")}.`;
}
