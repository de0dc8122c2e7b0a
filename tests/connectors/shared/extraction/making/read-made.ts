import { extractText } from "../../../../../connectors/shared/extraction/extract-text.ts";
import type { ExtractedText } from "../../../../../connectors/shared/extraction/extracted-text.ts";
import {
  DEFAULT_LIMITS,
  type ExtractionLimits,
} from "../../../../../connectors/shared/extraction/extraction-limits.ts";

/** Reads a document as a connector does. */
export function readMade(
  fileName: string,
  bytes: Buffer | string,
  limits: Partial<ExtractionLimits> = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<ExtractedText> {
  const buffer = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
  return extractText(buffer, { fileName }, { ...DEFAULT_LIMITS, ...limits }, signal);
}
