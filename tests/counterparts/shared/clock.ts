/** A vendor's own time: what it waits for can be made shorter, and time can be moved on. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back when that much of its time has passed; gives a way to forget it. */
  after(delayMs: number, call: () => void): () => void;
  /** Moves the time on; whatever falls due happens now. */
  advance(byMs: number): void;
  stop(): void;
}

interface Alarm {
  leftMs: number;
  since: number;
  timer: NodeJS.Timeout;
  call: () => void;
}

/** With a speed of 60 a wait of a minute takes a second; limits that bind the app stay as they are. */
export function createClock(speed = 1): Clock {
  let movedMs = 0;
  const alarms = new Set<Alarm>();
  const ring = (alarm: Alarm) => {
    alarms.delete(alarm);
    clearTimeout(alarm.timer);
    alarm.call();
  };
  const passed = (alarm: Alarm) => (performance.now() - alarm.since) * speed;
  return {
    now: () => Date.now() + movedMs,
    after(delayMs, call) {
      const alarm: Alarm = {
        leftMs: delayMs,
        since: performance.now(),
        timer: setTimeout(() => ring(alarm), delayMs / speed),
        call,
      };
      alarm.timer.unref();
      alarms.add(alarm);
      return () => {
        clearTimeout(alarm.timer);
        alarms.delete(alarm);
      };
    },
    advance(byMs) {
      movedMs += byMs;
      for (const alarm of [...alarms]) {
        const leftMs = alarm.leftMs - passed(alarm) - byMs;
        if (leftMs <= 0) ring(alarm);
        else {
          clearTimeout(alarm.timer);
          alarm.leftMs = leftMs;
          alarm.since = performance.now();
          alarm.timer = setTimeout(() => ring(alarm), leftMs / speed);
          alarm.timer.unref();
        }
      }
    },
    stop() {
      for (const alarm of alarms) clearTimeout(alarm.timer);
      alarms.clear();
    },
  };
}
