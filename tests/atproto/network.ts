import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AtpAgent } from '@atproto/api';
import { type Gate, openGate } from './gate.ts';
import type { PdsOptions } from './pds-options.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const PASSWORD = 'correct horse battery staple';

export interface Account {
  did: string;
  handle: string;
  appPassword: string;
  /** Signed in as nobody: what everybody sees. */
  reader: AtpAgent;
  /** Signed in with the account's own password. */
  agent: AtpAgent;
  /** What the owner does with an app password that is no longer to be used. */
  revoke(): Promise<void>;
  /** Another app password. */
  newPassword(): Promise<string>;
}

/** A PLC directory, a PDS with a gate before it, and nobody else in the world. */
export interface Network {
  gate: Gate;
  openAccount(name: string): Promise<Account>;
  /** Kills the PDS. */
  killPds(): Promise<void>;
  /** Starts it again, at the same port, with what it had written down. */
  startPds(): Promise<void>;
  /** Lets the PDS believe that it is later. */
  advance(hours: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts everything, on loopback, in a folder that goes with it. */
export async function openNetwork(): Promise<Network> {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-atproto-'));
  const [plc, gate] = await Promise.all([startServer('plc'), openGate()]);
  const options: PdsOptions = {
    folder,
    port: 0,
    publicUrl: gate.url,
    plcUrl: `http://127.0.0.1:${plc.port}`,
    secret: randomBytes(32).toString('hex'),
  };
  let pds: ServerProcess;
  const startPds = async () => {
    pds = await startServer('pds', options);
    options.port = pds.port;
    gate.lead(pds.port);
  };
  await startPds();
  return {
    gate,
    openAccount: (name) => openAccount(gate.url, name),
    killPds: () => pds.kill(),
    startPds,
    advance: (hours) => pds.advance(hours * 3_600_000),
    async close() {
      await Promise.all([pds.kill(), plc.kill(), gate.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}

async function openAccount(service: string, name: string): Promise<Account> {
  const agent = new AtpAgent({ service });
  const handle = `${name}.test`;
  await agent.createAccount({ handle, email: `${name}@example.org`, password: PASSWORD });
  const { server } = agent.com.atproto;
  const signIn = () => agent.login({ identifier: handle, password: PASSWORD });
  const newPassword = async (of = 'another') => {
    await signIn();
    return (await server.createAppPassword({ name: of })).data.password;
  };
  return {
    did: agent.assertDid,
    handle,
    appPassword: await newPassword('tearsheet'),
    newPassword,
    agent,
    reader: new AtpAgent({ service }),
    async revoke() {
      await signIn();
      await server.revokeAppPassword({ name: 'tearsheet' });
    },
  };
}
