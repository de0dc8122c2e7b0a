import type { SourceRequest } from "../../sources/add-source.ts";
import type { SourceRecord } from "../../storage/storage.ts";

/** Whether a source is just what a request asks for: then it was added by an earlier try of it. */
export function isAsAsked(
  source: SourceRecord,
  { kind, settings, audience, schedule }: SourceRequest,
): boolean {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const inOrder = (record: Record<string, string>) => Object.entries(record).sort();
  return (
    source.kind === kind &&
    source.schedule === schedule &&
    same(inOrder(source.settings), inOrder(settings)) &&
    same([...(source.audience ?? [])].sort(), [...(audience ?? source.audience ?? [])].sort())
  );
}
