/** The value of `X-Hub-Signature` (W3C WebSub §7.1): the HMAC-SHA-256 (RFC 2104) of the body under the secret, in lower-case hex. */
export async function signBody(secret: string, body: Uint8Array): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, [
    'sign',
  ]);
  const signature = await crypto.subtle.sign(algorithm, key, body as Uint8Array<ArrayBuffer>);
  const hex = Array.from(new Uint8Array(signature), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `sha256=${hex}`;
}
