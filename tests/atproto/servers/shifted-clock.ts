let shiftMs = 0;
const System = Date;

/** A `Date` whose present is later than the machine's by what `shiftClock` was told. */
class ShiftedDate extends System {
  constructor(...given: [] | [number | string | Date]) {
    super(...((given.length === 0 ? [System.now() + shiftMs] : given) as [number]));
  }

  static override now(): number {
    return System.now() + shiftMs;
  }
}

/** Lets this process believe that it is later by `ms` more: tokens run out without anybody waiting for it. */
export function shiftClock(ms: number): void {
  shiftMs += ms;
  globalThis.Date = ShiftedDate as DateConstructor;
}
