import type { Block } from "../../blocks/block.ts";
import type { Chunk } from "../../blocks/check-chunks.ts";

interface Grown {
  text: string;
  blocks: Block[];
}

/** What a streamed message has become: text grows in the last Markdown block, tasks stay in place. */
export function addChunks(
  sofar: { text: string; blocks?: Block[] },
  chunks: readonly Chunk[],
): Grown {
  let { text } = sofar;
  const blocks = (sofar.blocks ?? []).map((block) => ({ ...block }));
  for (const chunk of chunks) {
    if (chunk.type === "markdown_text") {
      text += chunk.text;
      const last = blocks.at(-1);
      if (last?.type === "markdown") last.text = `${last.text}${chunk.text}`;
      else blocks.push({ type: "markdown", text: chunk.text });
    } else if (chunk.type === "blocks") blocks.push(...(chunk.blocks as Block[]));
    else if (chunk.type === "plan_update") {
      put(blocks, "plan", { type: "plan", block_id: "plan", title: chunk.title });
    } else {
      const { type: _, id, ...task } = chunk;
      put(blocks, `task-${id}`, { type: "task_card", task_id: id, ...task });
    }
  }
  return { text, blocks };
}

function put(blocks: Block[], blockId: string, block: Block): void {
  const named = { ...block, block_id: blockId };
  const at = blocks.findIndex((one) => one.block_id === blockId);
  if (at === -1) blocks.push(named);
  else blocks[at] = { ...blocks[at], ...named };
}
