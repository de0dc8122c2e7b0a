import { z } from "zod";
import type { Problems } from "./problems.ts";

const CITATIONS = 10;
const ICONS = new Set(
  "Microsoft Word,Microsoft Excel,Microsoft PowerPoint,Microsoft OneNote,Microsoft SharePoint,Microsoft Visio,Microsoft Loop,Microsoft Whiteboard,Source Code,Sketch,Adobe Illustrator,Adobe Photoshop,Adobe InDesign,Adobe Flash,Image,GIF,Video,Sound,ZIP,Text,PDF".split(
    ",",
  ),
);

const citation = z.strictObject({
  "@type": z.literal("Claim"),
  position: z.int().positive(),
  appearance: z.strictObject({
    "@type": z.literal("DigitalDocument"),
    name: z.string().min(1).max(80),
    url: z.url({ protocol: /^https?$/ }).optional(),
    abstract: z.string().min(1).max(160),
    text: z.string().optional(),
    encodingFormat: z.literal("application/vnd.microsoft.card.adaptive").optional(),
    keywords: z.array(z.string().max(28)).max(3).optional(),
    image: z
      .strictObject({
        "@type": z.literal("ImageObject"),
        name: z.string().refine((name) => ICONS.has(name), "is no icon of Teams"),
      })
      .optional(),
    usageInfo: z.looseObject({}).optional(),
  }),
});

const messageEntity = z.strictObject({
  type: z.literal("https://schema.org/Message"),
  "@type": z.literal("Message"),
  "@context": z.literal("https://schema.org"),
  "@id": z.string().optional(),
  additionalType: z.tuple([z.literal("AIGeneratedContent")]).optional(),
  citation: z.array(citation).max(CITATIONS).optional(),
  usageInfo: z.looseObject({}).optional(),
});

/** The AI label and the citations of a message, against its text. */
export function checkMessageEntity(entity: unknown, text: string): Problems {
  const read = messageEntity.safeParse(entity);
  if (!read.success) {
    const refused = read.error.issues.map(
      ({ path, message }) => `message entity, ${path.join(".")}: ${message}`,
    );
    return { refused, ugly: [] };
  }
  const positions = (read.data.citation ?? []).map(({ position }) => position);
  const refused = positions
    .filter((position, index) => positions.indexOf(position) !== index)
    .map((position) => `two citations have the position ${position}`);
  const unused = positions
    .filter((position) => !text.includes(`[${position}]`))
    .map((position) => `citation ${position} has no [${position}] in the text`);
  return { refused, ugly: unused };
}
