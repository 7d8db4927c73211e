// Loaded before a service: its clock is ahead by CLOCK_AHEAD_SECONDS, so that each start is minutes after the one before.

const ahead = Number(process.env.CLOCK_AHEAD_SECONDS ?? 0) * 1000;
const MachineDate = Date;

class LaterDate extends MachineDate {
  constructor(...given: [] | [number | string | Date]) {
    if (given.length === 0) super(MachineDate.now() + ahead);
    else super(...given);
  }

  static override now(): number {
    return MachineDate.now() + ahead;
  }
}

globalThis.Date = LaterDate as DateConstructor;
