interface FileEvent {
  type: "file";
  seq: number;
  at: number;
  fileId: string;
  /** The shared drive that it was in before. */
  driveIdBefore: string | undefined;
  /** Users and groups that had it before, members of its shared drive left out. */
  keysBefore: readonly string[];
}

interface DriveEvent {
  type: "drive";
  seq: number;
  at: number;
  driveId: string;
  /** Its members before. */
  keysBefore: readonly string[];
}

export type ChangeEvent = FileEvent | DriveEvent;

type NewEvent = Omit<FileEvent, "seq" | "at"> | Omit<DriveEvent, "seq" | "at">;

export type ChangeLog = ReturnType<typeof createChangeLog>;

/** All that happened, in order; what of it is whose is told when it is asked for. */
export function createChangeLog(now: () => number) {
  const events: ChangeEvent[] = [];
  let floor = 1;
  return {
    record(event: NewEvent): void {
      events.push({ ...event, seq: events.length + 1, at: now() });
    },
    /** Where the next event will stand. */
    end: () => events.length + 1,
    /** Tokens below are refused. */
    floor: () => floor,
    since: (seq: number): readonly ChangeEvent[] => events.slice(seq - 1),
    /** Forgets what was, as Google would after a long time. */
    expireTokens(): void {
      floor = events.length + 2;
      events.push({ type: "drive", seq: floor - 1, at: now(), driveId: "", keysBefore: [] });
    },
  };
}
