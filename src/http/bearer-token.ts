import { equalInConstantTime, sha256 } from '../domain/digest.ts';
import { Problem } from '../domain/problem.ts';

const MAX_TOKEN_LENGTH = 512;

/**
 * Lets a request pass whose bearer token (RFC 6750 §2.1) has one of the SHA-256 `digests`.
 * Throws the problem `unauthorized` otherwise. The time it takes does not depend on the token.
 */
export async function requireToken(
  authorization: string | undefined,
  digests: readonly string[],
): Promise<void> {
  const token = /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization?.slice(0, MAX_TOKEN_LENGTH) ?? '')?.[1];
  if (!token) throw new Problem('unauthorized', 'Send the publisher token: Authorization: Bearer <token>.');
  const presented = await sha256(token);
  let known = false;
  for (const digest of digests) known = equalInConstantTime(presented, digest) || known;
  if (!known)
    throw new Problem('unauthorized', 'This token is not one of the publisher tokens of this service.');
}
