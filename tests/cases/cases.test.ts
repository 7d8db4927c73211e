import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeExampleCases } from './example-cases.ts';

// One folder an example, with everything that comes out of it: read it to see the product. A missing file fails;
// UPDATE=1 writes them: look at what changed.

const EXPECTED = fileURLToPath(new URL('expected', import.meta.url));
const cases = await makeExampleCases();

describe('the examples, through every stage', () => {
  if (process.env.UPDATE === '1') rmSync(EXPECTED, { recursive: true, force: true });

  it.each([...cases])('%s gives what it gave', (id, outputs) => {
    const folder = join(EXPECTED, id);
    if (process.env.UPDATE === '1') {
      mkdirSync(folder, { recursive: true });
      for (const [name, bytes] of outputs) writeFileSync(join(folder, name), bytes);
    }
    expect(existsSync(folder) ? readdirSync(folder).sort() : []).toEqual([...outputs.keys()].sort());
    for (const [name, bytes] of outputs) {
      const expected = readFileSync(join(folder, name));
      if (/\.(?:png|jpg)$/.test(name)) expect(expected.equals(bytes)).toBe(true);
      else expect(new TextDecoder().decode(bytes)).toBe(expected.toString('utf8'));
    }
  });
});
