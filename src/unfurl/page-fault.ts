/** Something about a page that makes platforms show less of it, or something else. */
export interface PageFault {
  /** What is wrong, and who minds. */
  fault: string;
  /** What to change. */
  mend: string;
  /** It may be as it is meant; whoever reads it knows. */
  isNote?: true;
}

/** Those of the faults that hold. */
export function faultsOf(claims: readonly [holds: boolean, fault: string, mend: string][]): PageFault[] {
  return claims.filter(([holds]) => holds).map(([, fault, mend]) => ({ fault, mend }));
}
