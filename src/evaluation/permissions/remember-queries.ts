import type { AnswerDeps } from "../../answer/answer-question.ts";
import type { Embedder } from "../../models/models.ts";

const MOST_KEPT = 1_000;

/** The same question is asked on many surfaces; its vector, which takes longest, is made once. */
export function rememberQueries(answering: AnswerDeps): AnswerDeps {
  const known = new Map<string, Promise<Float32Array[]>>();
  return {
    ...answering,
    async servingEmbedder() {
      const embedder = await answering.servingEmbedder();
      return embedder && { ...embedder, embed: (texts, kind) => embed(embedder, texts, kind) };
    },
  };

  function embed(embedder: Embedder, texts: string[], kind: "passage" | "query") {
    const key = JSON.stringify([embedder.id, kind, texts]);
    if (known.size > MOST_KEPT) known.clear();
    const vectors = known.get(key) ?? embedder.embed(texts, kind);
    known.set(key, vectors);
    return vectors;
  }
}
