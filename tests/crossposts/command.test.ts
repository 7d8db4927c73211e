import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CROSSPOSTS } from '../../src/commands/crossposts.ts';
import { type LocalServer, listenLocally } from '../local-server.ts';
import { type Newsroom, openNewsroom, TOKEN } from './open-newsroom.ts';
import { APP_PASSWORD, createPdsDouble, HANDLE, type PdsDouble, SERVICE } from './pds-double.ts';

let pds: PdsDouble;
let house: Newsroom;
let server: LocalServer;
beforeEach(async () => {
  pds = createPdsDouble();
  house = await openNewsroom({ fetch: pds.fetch });
  server = await listenLocally(createAdaptorServer({ fetch: house.app.fetch }) as Server);
  vi.stubEnv('TEARSHEET_TOKEN', TOKEN);
  vi.stubEnv('TEARSHEET_APP_PASSWORD', APP_PASSWORD);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

const call = async (...args: string[]) => {
  const lines: string[] = [];
  const output = { print: (line: string) => void lines.push(line), isTerminal: false };
  expect(await CROSSPOSTS.run([...args, '--service', server.origin], output)).toBe(0);
  return lines;
};

describe('tearsheet crossposts', () => {
  it('sets and shows the account, lists what was posted, tries again, and removes', async () => {
    expect(
      await call('account', HANDLE, '--server', SERVICE, '--template', '{title} {url}', '--no-documents'),
    ).toEqual([`${HANDLE} at ${SERVICE}  working`]);
    expect(await call('list')).toEqual(['Nothing was posted yet.']);
    await house.publish('bridge');
    await house.settle();
    const [key] = pds.records().keys();
    const address = `https://bsky.app/profile/did:plc:ewvi7nxzyoun6zhxrhs64oiz/post/${key}`;
    expect(await call('list')).toEqual([`bridge  posted  ${address}`]);
    expect(await call('retry', 'bridge')).toEqual([
      `bridge  waiting  ${address}  at 2026-03-02T08:00:00.000Z`,
    ]);
    expect(JSON.parse((await call('list', '--json')).join(''))).toMatchObject({
      crossposts: [{ articleId: 'bridge' }],
    });

    vi.stubEnv('TEARSHEET_APP_PASSWORD', '');
    expect(await call('account', HANDLE, '--server', SERVICE, '--section', 'Local', '--pause')).toEqual([
      `${HANDLE} at ${SERVICE}  working, paused`,
    ]);
    expect(JSON.parse((await call('account', '--json')).join(''))).toMatchObject({
      sections: ['Local'],
      enabled: false,
    });
    expect(await call('account', '--remove')).toEqual(['Removed; its posts stay.']);
    await expect(call('account')).rejects.toThrow('No account is set: PUT /crossposts/account sets one.');
  });

  it('says what the account was refused for', async () => {
    await call('account', HANDLE, '--server', SERVICE);
    pds.revoke();
    await house.publish('bridge');
    await house.settle();
    expect(await call('account')).toEqual([
      `${HANDLE} at ${SERVICE}  refused`,
      '  pds.example does not let the account in: Invalid identifier or password; nothing is asked until its app password is sent again',
    ]);
  });

  it.each([[[]], [['list', 'x']], [['retry']], [['account', 'a', 'b']], [['unknown']]])(
    'shows its usage for %j',
    async (args) => {
      await expect(call(...args)).rejects.toThrow('tearsheet crossposts account | list | retry');
    },
  );

  it('does not begin without a token', async () => {
    vi.stubEnv('TEARSHEET_TOKEN', '');
    await expect(call('list')).rejects.toThrow('Set TEARSHEET_TOKEN');
  });
});
