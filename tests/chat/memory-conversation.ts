import type {
  AnswerStreamEvent,
  AnswerView,
  ChatStatus,
  CitedPassageView,
  DocumentView,
  OwnVote,
  ShownAnswer,
  WebConversation,
  WhyView,
} from "../../src/chat/chat-platform.ts";

interface Kept {
  view: AnswerView;
  askedBy: string;
  events: AnswerStreamEvent[];
}

/** What a question is answered with: events in order, each after the one before was stored. */
export type Script = (id: string, question: string) => AsyncIterable<AnswerStreamEvent>;

/** A conversation that answers by script and keeps everything in memory. */
export class MemoryConversation implements WebConversation {
  readonly kept = new Map<string, Kept>();
  readonly documents = new Map<string, DocumentView>();
  passage: CitedPassageView | undefined;
  whyView: WhyView | undefined;
  chatStatus: ChatStatus = { sources: [], suggestedPrompts: [] };
  openStreams = 0;
  readonly #script: Script;
  readonly #waiting = new Set<() => void>();

  constructor(script: Script) {
    this.#script = script;
  }

  async ask(question: Parameters<WebConversation["ask"]>[0]) {
    const { messageId: id, threadId, askedBy, text } = question;
    if (this.kept.has(id)) return { answerId: id, accepted: false };
    const view: AnswerView = {
      ...{ id, threadId, question: text, askedAt: Date.now() },
      ...{ answer: undefined, votes: [], changedCitations: [] },
    };
    this.kept.set(id, { view, askedBy, events: [] });
    void this.#run(id, text);
    return { answerId: id, accepted: true };
  }

  async #run(id: string, text: string): Promise<void> {
    for await (const event of this.#script(id, text)) this.add(id, event);
  }

  add(id: string, event: AnswerStreamEvent): void {
    const kept = this.kept.get(id);
    if (kept === undefined) return;
    kept.events.push(event);
    if (event.type === "finished") kept.view.answer = event.answer;
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  async *events(id: string, askedBy: string, signal: AbortSignal) {
    this.openStreams += 1;
    try {
      for (let sequence = 1; !signal.aborted; ) {
        const event = this.#own(id, askedBy)?.events[sequence - 1];
        if (event === undefined) {
          await this.#next(signal);
          continue;
        }
        yield { sequence, event };
        if (event.type === "finished") return;
        sequence += 1;
      }
    } finally {
      this.openStreams -= 1;
    }
  }

  #next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }

  #own(id: string, askedBy: string): Kept | undefined {
    const kept = this.kept.get(id);
    return kept?.askedBy === askedBy ? kept : undefined;
  }

  async answer(id: string, askedBy: string) {
    return this.#own(id, askedBy)?.view;
  }

  async thread(threadId: string, askedBy: string) {
    return [...this.kept.values()]
      .filter((kept) => kept.askedBy === askedBy && kept.view.threadId === threadId)
      .map(({ view }) => view);
  }

  async threads(askedBy: string) {
    const threads = new Map<string, { threadId: string; title: string; lastAskedAt: number }>();
    for (const { view, askedBy: owner } of this.kept.values()) {
      if (owner !== askedBy) continue;
      const title = threads.get(view.threadId)?.title ?? view.question;
      threads.set(view.threadId, { threadId: view.threadId, title, lastAskedAt: view.askedAt });
    }
    return [...threads.values()].sort((a, b) => b.lastAskedAt - a.lastAskedAt);
  }

  async vote(request: Parameters<WebConversation["vote"]>[0]) {
    const view = this.#own(request.answerId, request.voter)?.view;
    const { citation, vote, reason, correction } = request;
    const exists = citation === 0 || view?.answer?.citations.some(({ n }) => n === citation);
    if (view === undefined || !exists) return undefined;
    const others: OwnVote[] = view.votes.filter((own) => own.citation !== citation);
    view.votes =
      vote === "withdrawn" ? others : [...others, { citation, vote, reason, correction }];
    return view.votes;
  }

  async why(id: string, askedBy: string) {
    return this.#own(id, askedBy) ? this.whyView : undefined;
  }

  async citation(id: string, askedBy: string, n: number) {
    return this.#own(id, askedBy) && this.passage?.n === n ? this.passage : undefined;
  }

  async opened(id: string, askedBy: string, n: number) {
    return (await this.citation(id, askedBy, n)) !== undefined;
  }

  async document(source: string, documentId: string) {
    return this.documents.get(`${source}/${documentId}`);
  }

  async status() {
    return this.chatStatus;
  }
}

/** An answer with what every outcome has. */
export function shownAnswer(id: string, change: Partial<ShownAnswer> = {}): ShownAnswer {
  return {
    ...{ id, outcome: "answered", text: "", searchedFor: "", citations: [] },
    ...{ model: "test/script", traceId: "trace-1" },
    ...change,
  };
}
