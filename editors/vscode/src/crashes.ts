// How often the server may end by itself before it is left alone.

export const MOST = 5;
const WITHIN = 3 * 60_000;

export class Crashes {
  private times: number[] = [];

  /** How many there were of late, with this one. */
  count(now: number): number {
    this.times = this.times.filter((time) => now - time < WITHIN);
    this.times.push(now);
    return this.times.length;
  }

  forget(): void {
    this.times = [];
  }
}

/** How long to wait before starting it again, so that a loop does not heat the machine. */
export function pause(count: number): number {
  return 100 * 2 ** (count - 1);
}
