const ALGORITHM = { name: 'HMAC', hash: 'SHA-256' };

/** 24 random bytes in the form of Standard Webhooks: `whsec_` and base64. */
export function newWebhookSecret(bytes: Uint8Array): string {
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}

/**
 * The headers that sign a message by Standard Webhooks (spec v1): HMAC-SHA-256 over id, time and body, once with each of
 * the secrets, so that a receiver may hold either of two while they change.
 */
export async function webhookHeaders(
  id: string,
  now: Date,
  body: Uint8Array,
  secrets: readonly string[],
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const signed = new Uint8Array(head.length + body.length);
  signed.set(head);
  signed.set(body, head.length);
  const signatures: string[] = [];
  for (const secret of secrets) {
    const raw = Uint8Array.from(atob(secret.slice('whsec_'.length)), (letter) => letter.charCodeAt(0));
    const key = await crypto.subtle.importKey('raw', raw, ALGORITHM, false, ['sign']);
    const signature = new Uint8Array(await crypto.subtle.sign(ALGORITHM, key, signed));
    signatures.push(`v1,${btoa(String.fromCharCode(...signature))}`);
  }
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
