import { describe, expect, it } from 'vitest';
import { createFixedClock } from '../../src/adapters/memory/clock.ts';
import { createNodeFetch } from '../../src/adapters/node/guarded-fetch.ts';
import { isPublicAddress } from '../../src/adapters/node/public-address.ts';
import { createGuardedFetch, type Exchanger } from '../../src/adapters/web/guarded-fetch.ts';
import { INSIDE_ADDRESSES, INSIDE_IPV4, INSIDE_IPV6, ipv6Of } from './inside-addresses.ts';

// Besides these, the contract of every guarded fetch has its own list: tests/contracts/guard-contract.ts.
const clock = createFixedClock(new Date('2026-05-04T10:00:00Z'));
const REFUSED = { outcome: 'refused', reason: 'address' };
const PUBLIC = '93.184.215.14';
const familyOf = (address: string) => ({ address, family: address.includes(':') ? 6 : 4 });
const inside = [...INSIDE_IPV4, ...INSIDE_IPV6, ...INSIDE_IPV4.flatMap(ipv6Of)];

describe('an address inside', () => {
  const fetch = createNodeFetch({
    clock,
    resolve: () => {
      throw new Error('a name was looked up');
    },
  });

  it('is refused in every notation, and nobody is asked for it', async () => {
    expect(INSIDE_ADDRESSES.length).toBeGreaterThan(700);
    const passed: string[] = [];
    for (const address of INSIDE_ADDRESSES) {
      const outcomes = [
        await fetch.get(address),
        await fetch.post(address, { headers: {}, body: new Uint8Array() }),
      ];
      const isRefused = outcomes.every(({ outcome }) => outcome === 'refused');
      if (!isRefused || fetch.refusalOf(address) !== 'address') passed.push(address);
    }
    expect(passed).toEqual([]);
  });

  it('is no goal of a redirect, in any notation', async () => {
    const goals = INSIDE_ADDRESSES.filter((address) => /^[!-~]+$/.test(address));
    const asked: string[] = [];
    const exchange: Exchanger = async (url) => {
      asked.push(url.href);
      const goal = goals[Number(url.pathname.slice(1))];
      return {
        status: 307,
        header: (name) => (name === 'location' ? goal : undefined),
        body: (async function* () {})(),
        cancel: () => undefined,
      };
    };
    const guarded = createGuardedFetch(exchange, { clock });
    for (const index of goals.keys()) {
      expect(await guarded.get(`https://news.example/${index}`), goals[index]).toEqual(REFUSED);
    }
    expect(asked).toHaveLength(goals.length);
  });

  it('is not what a name may lead to, alone or among public ones, first or last', async () => {
    expect(inside.filter(isPublicAddress)).toEqual([]);
    for (const address of inside) {
      for (const found of [[address], [PUBLIC, address], [address, PUBLIC]]) {
        const named = createNodeFetch({ clock, resolve: async () => found.map(familyOf) });
        expect(await named.get('https://evil.example/'), found.join()).toEqual(REFUSED);
      }
    }
  });
});

it('a URL that only looks as if it led elsewhere is asked of the host that was checked', async () => {
  const looked: string[] = [];
  const fetch = createNodeFetch({
    clock,
    resolve: async (host) => {
      looked.push(host);
      return [];
    },
  });
  for (const address of [
    'https://news.example\\@127.0.0.1/',
    'https://news.example/@127.0.0.1/',
    'https://news.example#@127.0.0.1/',
    'https://news.example?@127.0.0.1/',
    'https:\\\\news.example\\..\\127.0.0.1',
    ' https://NEWS.example./ ',
  ]) {
    await fetch.get(address);
  }
  expect([...new Set(looked.map((host) => host.replace(/\.$/, '')))]).toEqual(['news.example']);
});
