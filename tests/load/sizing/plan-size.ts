import type { LoadFigures } from "../run-load.ts";
import type { PassageFigures } from "./measure-passages.ts";

/** What is assumed of a company; each can be given. */
export interface Company {
  employees: number;
  passages: number;
  questionsPerEmployeeAndDay: number;
  workdaysPerMonth: number;
  /** Of a day's questions, those of its busiest hour. */
  busiestHour: number;
  tokensIn: number;
  tokensOut: number;
}

/** US dollars. */
export interface Prices {
  vcpuHour: number;
  gbHour: number;
  databaseGbMonth: number;
  pineconeGbMonth: number;
  pineconeMillionReads: number;
  pineconeMillionWrites: number;
  millionTokensIn: number;
  millionTokensOut: number;
}

export interface SizePlan {
  questionsPerMonth: number;
  peakPerSecond: number;
  processes: number;
  /** Of all processes. */
  processGb: number;
  postgresGb: number;
  pineconeGb: number;
  /** Read units of one question: by Pinecone's rule one for each GB that is searched. */
  readsPerQuestion: number;
  /** Of the larger of both indexes, until their read units a second are used up. */
  pineconeSearchesPerSecond: number;
  tokensPerMinute: number;
  usdPerMonth: Record<"processes" | "postgres" | "pinecone" | "model" | "all", number>;
  usdToFill: number;
}

/** A thread that is at work for longer than this share of the time keeps people waiting. */
export const BUSY_SHARE = 0.6;
/** Two at least, so that one may go. */
const FEWEST_PROCESSES = 2;
const GB_PER_PROCESS = 1;
const HOURS_PER_MONTH = 730;
/** Of an index, a second; by Pinecone's published limits. */
const READS_PER_SECOND = 2_000;
const FEWEST_READS = 0.25;
/** Of what is sent. */
const BYTES_PER_WRITE = 1_000;
const DATABASE = { vcpus: 2, gb: 8 };

/** The most questions a second that one process answers without anybody waiting for its thread. */
export function answersPerProcess({ steady }: Pick<LoadFigures, "steady">): number {
  return (1_000 * BUSY_SHARE) / steady.mainMsPerQuestion;
}

/** How many passages the embedded index searches in so long, by what two sizes of it took. */
export function passagesWithin(
  limit: number,
  [fewer, more]: readonly [number, number],
  [atFewer, atMore]: readonly [number, number],
): number {
  const perPassage = (atMore - atFewer) / (more - fewer);
  return perPassage <= 0 ? Number.POSITIVE_INFINITY : fewer + (limit - atFewer) / perPassage;
}

export function planSize(
  company: Company,
  load: Pick<LoadFigures, "steady">,
  passage: PassageFigures,
  prices: Prices,
): SizePlan {
  const perDay = company.employees * company.questionsPerEmployeeAndDay;
  const questionsPerMonth = perDay * company.workdaysPerMonth;
  const peakPerSecond = (perDay * company.busiestHour) / 3_600;
  const processes = Math.max(FEWEST_PROCESSES, Math.ceil(peakPerSecond / answersPerProcess(load)));
  const cores = (load.steady.cpuMsPerQuestion / 1_000) * (peakPerSecond / BUSY_SHARE);
  const vcpus = Math.max(processes, Math.ceil(cores));
  const processGb = processes * GB_PER_PROCESS;
  const inGb = (bytes: number) => (bytes * company.passages) / 1e9;
  const indexes = [passage.pineconeDenseBytes, passage.pineconeSparseBytes];
  const pineconeGb = inGb(indexes.reduce((sum, bytes) => sum + bytes, 0));
  const postgresGb = inGb(passage.postgresBytes);
  const reads = indexes.map((bytes) => Math.max(FEWEST_READS, inGb(bytes)));
  const readsPerQuestion = reads.reduce((sum, one) => sum + one, 0);
  const writes = indexes.reduce((sum, bytes) => sum + bytes / BYTES_PER_WRITE, 0);
  const hourly = (cpus: number, gb: number) =>
    HOURS_PER_MONTH * (cpus * prices.vcpuHour + gb * prices.gbHour);
  const tokens =
    (company.tokensIn * prices.millionTokensIn + company.tokensOut * prices.millionTokensOut) / 1e6;
  const usd = {
    processes: hourly(vcpus, processGb),
    postgres: hourly(DATABASE.vcpus, DATABASE.gb) + postgresGb * prices.databaseGbMonth,
    pinecone:
      pineconeGb * prices.pineconeGbMonth +
      (questionsPerMonth * readsPerQuestion * prices.pineconeMillionReads) / 1e6,
    model: questionsPerMonth * tokens,
  };
  return {
    ...{ questionsPerMonth, peakPerSecond, processes, processGb, postgresGb, pineconeGb },
    readsPerQuestion,
    pineconeSearchesPerSecond: READS_PER_SECOND / Math.max(...reads),
    tokensPerMinute: 60 * peakPerSecond * (company.tokensIn + company.tokensOut),
    usdPerMonth: { ...usd, all: Object.values(usd).reduce((sum, one) => sum + one, 0) },
    usdToFill: (company.passages * writes * prices.pineconeMillionWrites) / 1e6,
  };
}
