import { expect, it } from 'vitest';
import { StorageBusy, StorageFull, StorageReadOnly } from '../../src/domain/problem.ts';
import { toProblem } from '../../src/http/problem-response.ts';

it.each([
  ['an adapter without room', new StorageFull('no room'), 'storage-full', 'error'],
  ['an adapter that cannot write', new StorageReadOnly('a read-only disk'), 'storage-read-only', 'error'],
  ['an adapter whose lock another has', new StorageBusy('locked'), 'busy', 'warn'],
  ['D1 at its size', new Error('D1_ERROR: Exceeded maximum DB size'), 'storage-full', 'error'],
  [
    'D1 when the writes of a free day are used up',
    new Error(
      "D1_ERROR: Your account has exceeded D1's free tier daily row write limit. Upgrade to a paid plan.",
    ),
    'storage-read-only',
    'error',
  ],
  [
    'D1 with too much to do',
    new Error('D1_ERROR: D1 DB is overloaded. Requests queued for too long.'),
    'busy',
    'warn',
  ],
  ['anything else', new Error('who knows'), 'internal', 'error'],
])('what fails by %s has a name and is logged', (_, thrown, code, level) => {
  const logged: string[] = [];
  expect(toProblem(thrown, (how) => logged.push(how), 'r-1').code).toBe(code);
  expect(logged).toEqual([level]);
});
