import { Problem, type ProblemCode } from '../../domain/problem.ts';

/** Why a page was not read, and whether it may be later. */
export class PageRefusal extends Problem {
  override name = 'PageRefusal';
  /** Whether it is worth asking again soon. */
  readonly isPassing: boolean;

  constructor(code: ProblemCode, detail: string, isPassing = false) {
    super(code, detail);
    this.isPassing = isPassing;
  }
}
