import type { SourceDocument } from "../../connector.ts";
import { extractText } from "../../shared/extraction/extract-text.ts";
import { DEFAULT_LIMITS } from "../../shared/extraction/extraction-limits.ts";
import { type Attachment, attachmentUrl } from "../site/attachment.ts";
import { type Mark, makeFingerprint } from "../site/fingerprint.ts";
import { type Place, placeHash } from "../site/places.ts";
import type { Run } from "../sync/run.ts";

/** A file as a document of its own, below its page. @throws ConnectorError, UnreadableDocumentError */
export async function readAttachment(
  run: Run,
  attachment: Attachment,
  place: Place,
): Promise<Omit<SourceDocument, "readableBy">> {
  const { id, containerId, title, editedAt, mediaType: mimeType } = attachment;
  const { site: address, maxFileBytes } = run.settings;
  const path = `/wiki/rest/api/content/${containerId}/child/attachment/${id}/download`;
  const { bytes, mediaType } = await run.api.download(path, maxFileBytes);
  const hints = { fileName: title, mimeType: mimeType ?? mediaType };
  const { markdown } = await extractText(bytes, hints, DEFAULT_LIMITS, run.request.signal);
  const url = attachmentUrl(address, attachment);
  const mark = { ...attachmentMark(attachment, place), includes: [] };
  return {
    documentId: id,
    title,
    url,
    path: [...place.titles, title].join(" › "),
    kind: "attachment",
    markdown,
    ...(editedAt === 0 ? {} : { updatedAt: new Date(editedAt).toISOString() }),
    fingerprint: makeFingerprint(mark, [title, url, markdown]),
  };
}

export function attachmentMark(attachment: Attachment, place: Place): Omit<Mark, "includes"> {
  const { containerId, title, version } = attachment;
  return {
    kind: "attachment",
    spaceId: place.space.id,
    parentIds: [containerId],
    version,
    place: placeHash({ ...place, titles: [...place.titles, title] }),
    extras: "",
  };
}
