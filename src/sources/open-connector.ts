import { type Connector, ConnectorError } from "../../connectors/connector.ts";
import type { ConnectorDefinition, ConnectorSecret } from "../../connectors/definition.ts";
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

/** A secret that is not kept yet; the source may replace it while it is tried. */
export interface OfferedSecret {
  text: string;
}

/**
 * Makes the connector of a source from its settings.
 * @throws AdminError with one sentence a mistake, each naming its key.
 */
export function openConnector(
  source: OpenedSource,
  deps: Registry & Pick<SourcesDeps, "secrets">,
  offered?: OfferedSecret,
): Connector {
  const { name } = source;
  return createConnector(source, deps, {
    async read() {
      const found = offered?.text ?? (await deps.secrets.read(name));
      if (found !== undefined) return found;
      throw new ConnectorError(
        "unauthorized",
        `${name} has no secret: give it with \`sources secret ${name} --secret-file <file>\`.`,
      );
    },
    async replace(secret) {
      if (offered === undefined) await deps.secrets.keep(name, secret);
      else offered.text = secret;
    },
  });
}

/** @throws AdminError where `openConnector` would for the settings. */
export function checkSettings(source: Omit<OpenedSource, "name">, registry: Registry): void {
  createConnector(source, registry, { read: async () => "", replace: async () => undefined });
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
