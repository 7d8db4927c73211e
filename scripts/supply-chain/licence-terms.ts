/**
 * Licences (SPDX ids) that software under the MIT licence may be built with, and why. `shipped` may be part of what
 * runs in service; the rest only makes, tests or measures it.
 */
export const LICENCES: Record<string, { shipped: boolean; why: string }> = {
  MIT: { shipped: true, why: 'the same terms' },
  'MIT-0': { shipped: true, why: 'asks nothing' },
  '0BSD': { shipped: true, why: 'asks nothing' },
  Unlicense: { shipped: true, why: 'asks nothing' },
  'CC0-1.0': { shipped: true, why: 'asks nothing' },
  ISC: { shipped: true, why: 'asks for its notice' },
  'BSD-2-Clause': { shipped: true, why: 'asks for its notice' },
  'BSD-3-Clause': { shipped: true, why: 'asks for its notice' },
  'BlueOak-1.0.0': { shipped: true, why: 'asks for its notice' },
  'Apache-2.0': { shipped: true, why: 'asks for its notice, grants patents' },
  'OFL-1.1': { shipped: true, why: 'fonts: may be bundled with any software, with its text beside them' },
  'CC-BY-4.0': { shipped: true, why: 'drawings: may be used by whoever names the author' },
  'LGPL-3.0-or-later': {
    shipped: true,
    why: 'libvips, a library of its own that is loaded at run time and can be exchanged; Node only',
  },
  'MPL-2.0': { shipped: false, why: 'asks for the source of its own files; tools only' },
};

/**
 * What is wrong with an SPDX expression: of `A OR B` one must do, of `A AND B` all. `undefined` where nothing is.
 * Expressions in brackets are read as far as one pair around the whole.
 */
export function licenceFault(expression: string | undefined, isShipped: boolean): string | undefined {
  if (!expression) return 'names no licence';
  const choices = expression.replace(/^\((.*)\)$/, '$1').split(' OR ');
  const faults = choices.map((choice) =>
    choice
      .split(' AND ')
      .filter((id) => !Object.hasOwn(LICENCES, id) || (isShipped && !LICENCES[id]?.shipped)),
  );
  return faults.some((ids) => ids.length === 0) ? undefined : `is under ${faults.flat().join(', ')}`;
}
