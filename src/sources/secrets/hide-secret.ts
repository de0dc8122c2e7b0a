import type { Connector } from "../../../connectors/connector.ts";
import type { ConnectorSecret } from "../../../connectors/definition.ts";
import { createRedactor, type Redactor } from "../../text/secrets/redact-secret.ts";

/** Causes of causes that are looked at. */
const DEEPEST = 10;

/**
 * A connector whose errors, reasons and notes never carry the secret that it was made with: a vendor's
 * answer may repeat what was sent, and what goes wrong unforeseen may name what it went wrong with.
 */
export function hideSecret(
  secret: ConnectorSecret,
  create: (secret: ConnectorSecret) => Connector,
): Connector {
  const redactor = createRedactor();
  const noting: ConnectorSecret = {
    async read() {
      const text = await secret.read();
      redactor.note(text);
      return text;
    },
    renew: (change, signal) =>
      secret.renew(async (before) => {
        redactor.note(before);
        const after = await change(before);
        redactor.note(after);
        return after;
      }, signal),
  };
  const connector = create(noting);
  const { outline, findRoot, groups, check } = connector;
  return {
    listing: connector.listing,
    async *changes(request) {
      for await (const change of hidden(redactor, connector.changes(request))) {
        if (change.type !== "document-failed") yield change;
        else yield { ...change, reason: redactor.redact(change.reason) };
      }
    },
    listDocumentIds: (signal, known) => hidden(redactor, connector.listDocumentIds(signal, known)),
    ...(outline && {
      outline: (signal) => hidden(redactor, outline.call(connector, signal)),
    }),
    ...(findRoot && {
      findRoot: (id, signal) => rethrow(redactor, () => findRoot.call(connector, id, signal)),
    }),
    ...(groups && {
      async *groups(wanted, signal) {
        for await (const report of hidden(redactor, groups.call(connector, wanted, signal))) {
          if (report.type !== "group-failed") yield report;
          else yield { ...report, reason: redactor.redact(report.reason) };
        }
      },
    }),
    ...(check && {
      check: async (signal) => {
        const notes = await rethrow(redactor, () => check.call(connector, signal));
        return notes.map(redactor.redact);
      },
    }),
  };
}

/** What a vendor says of a secret that is not kept yet. */
export async function hideSecretIn<T>(
  secrets: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const redactor = createRedactor();
  for (const secret of secrets) redactor.note(secret);
  return rethrow(redactor, work);
}

async function* hidden<Item>(redactor: Redactor, items: AsyncIterable<Item>): AsyncGenerator<Item> {
  try {
    yield* items;
  } catch (error) {
    throw withoutSecret(redactor, error);
  }
}

async function rethrow<T>(redactor: Redactor, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw withoutSecret(redactor, error);
  }
}

/** The same error, since its class and its causes tell what to do. */
function withoutSecret({ redact }: Redactor, error: unknown): unknown {
  let at = error;
  for (let depth = 0; at instanceof Error && depth < DEEPEST; depth += 1) {
    for (const key of ["message", "stack"] as const) {
      const text = at[key];
      const clean = text === undefined ? undefined : redact(text);
      if (clean === text) continue;
      Object.defineProperty(at, key, { value: clean, configurable: true, writable: true });
    }
    at = at.cause;
  }
  return error;
}
