import { after } from '../deliveries/retry-schedule.ts';
import { toInstant } from '../domain/instant.ts';
import type { Fetch, Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { createSealer, type Sealer } from '../domain/sealed-text.ts';
import { type Account, type Session, sealPurpose } from './account.ts';
import { loadAccount, removeAccount, saveAccount, saveSettings } from './account-records.ts';
import { type AccountRequest, invalidAccount } from './account-request.ts';
import { endWaits } from './crosspost-due.ts';
import type { Failure } from './failure.ts';
import { type Login, openPds } from './pds.ts';

/** What seals passwords and sessions. Throws `Problem('secrets-key-missing')` where the service has no key. */
function sealerOf(secretsKey: string | undefined, ports: Ports): Sealer {
  if (secretsKey) return createSealer(secretsKey, ports.random);
  throw new Problem('secrets-key-missing', 'The password of the account cannot be kept without SECRETS_KEY.');
}

/**
 * Sets the account after logging in with it; without a password only what is posted changes. Throws
 * `Problem('invalid-crosspost-account')` that says why it cannot be used, and `Problem('secrets-key-missing')`.
 */
export async function setAccount(
  ports: Ports,
  secretsKey: string | undefined,
  { service, identifier, appPassword, settings }: AccountRequest,
): Promise<Account> {
  const sealer = sealerOf(secretsKey, ports);
  const current = await loadAccount(ports);
  if (appPassword === undefined) {
    if (current?.service !== service || current.identifier !== identifier) {
      throw invalidAccount([
        { field: 'appPassword', detail: 'is needed for an account that is not set yet' },
      ]);
    }
    await saveSettings(ports, settings);
    return { ...current, settings };
  }
  const { did, handle, session } = await tryLogin(ports, service, identifier, appPassword);
  const owner = { did, service };
  const account: Account = {
    ...owner,
    handle,
    identifier,
    password: await sealer.seal(appPassword, sealPurpose('password', owner)),
    session: await sealer.seal(JSON.stringify(session), sealPurpose('session', owner)),
    settings,
    since: current?.did === did ? current.since : toInstant(ports.clock.now()),
    state: 'working',
    failures: 0,
  };
  await saveAccount(ports, account);
  await endWaits(ports, did);
  return account;
}

/** Forgets the account and ends its session there. Posts stay where they are. `false` where there is none. */
export async function forgetAccount(ports: Ports, secretsKey: string | undefined): Promise<boolean> {
  const account = await loadAccount(ports);
  if (!(await removeAccount(ports))) return false;
  if (account?.session && secretsKey) {
    const opened = await sealerOf(secretsKey, ports).open(account.session, sealPurpose('session', account));
    if (opened) {
      const session = JSON.parse(opened) as Session;
      await (await openPds(account.service, ports.fetch, { ...account, session })).logout();
    }
  }
  return true;
}

async function tryLogin(ports: Ports, service: string, identifier: string, password: string): Promise<Login> {
  // A person waits for the answer: the wait that work in the background keeps is not theirs.
  const fetch: Fetch = {
    ...ports.fetch,
    post: (url, options) => ports.fetch.post(url, { ...options, urgent: true }),
  };
  const pds = await openPds(service, fetch);
  const called = await pds.login(identifier, password);
  if ('failed' in called) throw invalidAccount([refusedField(called.failed, ports.clock.now())]);
  const { done: login } = called;
  if (scopeOf(login.session.accessJwt) === FULL_ACCESS) {
    await pds.logout();
    throw invalidAccount([{ field: 'appPassword', detail: NO_APP_PASSWORD }]);
  }
  return login;
}

/** The scope of a session that was begun with the account's own password, at PDSs of the reference implementation. */
const FULL_ACCESS = 'com.atproto.access';
const NO_APP_PASSWORD =
  'is the password of the account itself: make an app password in its settings, which can be revoked by itself';

function refusedField({ kind, words, error, retryAfterSeconds }: Failure, now: Date) {
  if (kind === 'passing') {
    const until = retryAfterSeconds ? `, until ${after(now, retryAfterSeconds)}` : '';
    return { field: 'service', detail: `could not be asked: ${words}${until}` };
  }
  // Only the account's own password needs a second factor.
  if (error === 'AuthFactorTokenRequired') return { field: 'appPassword', detail: NO_APP_PASSWORD };
  return { field: 'appPassword', detail: `or the identifier is not taken: ${words}` };
}

/** What a token says it is for; a token that cannot be read says nothing. */
function scopeOf(token: string): unknown {
  try {
    const [, payload = ''] = token.split('.');
    const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    return (JSON.parse(text) as { scope?: unknown }).scope;
  } catch {
    return undefined;
  }
}
