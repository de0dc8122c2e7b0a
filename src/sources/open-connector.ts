import { type Connector, ConnectorError } from "../../connectors/connector.ts";
import type { ConnectorDefinition } from "../../connectors/definition.ts";
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
 * Makes the connector of a source from its settings; `secret` is one that is not kept yet.
 * @throws AdminError with one sentence a mistake, each naming its key.
 */
export function openConnector(
  source: OpenedSource,
  deps: Registry & Pick<SourcesDeps, "secrets">,
  secret?: string,
): Connector {
  const readSecret = async () => secret ?? (await deps.secrets.read(source.name));
  return createConnector(source, deps, async () => {
    const found = await readSecret();
    if (found !== undefined) return found;
    throw new ConnectorError(
      "unauthorized",
      `${source.name} has no secret: give it with \`sources secret ${source.name} --secret-file <file>\`.`,
    );
  });
}

/** @throws AdminError where `openConnector` would for the settings. */
export function checkSettings(source: Omit<OpenedSource, "name">, registry: Registry): void {
  createConnector(source, registry, async () => "");
}

function createConnector(
  source: Omit<OpenedSource, "name">,
  registry: Registry,
  readSecret: () => Promise<string>,
): Connector {
  const definition = requireConnector(source.kind, registry);
  const parsed = definition.settings.safeParse(source.settings);
  if (!parsed.success) {
    const sentences = parsed.error.issues.map((issue) => describeIssue(issue, source));
    throw new AdminError(sentences.join(" "));
  }
  try {
    return definition.create(parsed.data, readSecret);
  } catch (error) {
    throw translateConnectorError(error);
  }
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
