import type { Newsroom } from './open-newsroom.ts';
import { answered, type PdsDouble } from './pds-double.ts';

export const OTHER = {
  did: 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa',
  handle: 'other.example',
  accessJwt: 'a',
  refreshJwt: 'b',
};

/** Sets another account at the same server. */
export async function setOther(pds: PdsDouble, house: Newsroom): Promise<void> {
  pds.script.push({ call: 'createSession', outcome: answered(200, OTHER) });
  const { status } = await house.setAccount({ identifier: OTHER.handle });
  if (status !== 200) throw new Error(`the other account is not set: ${status}`);
}
