import type { RenderContext } from "../render/context.ts";
import type { Macro } from "../tree/read-macro.ts";

/** A macro as the HTML that the shared converter takes. */
export type MacroRule = (macro: Macro, context: RenderContext) => string;
