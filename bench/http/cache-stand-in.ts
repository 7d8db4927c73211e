const kept = new Map<
  string,
  { status: number; headers: [string, string][]; body: Uint8Array<ArrayBuffer> }
>();

/** What the Cache API of a worker speaks to: keeps in memory what it is given, as long as the process lives. */
export const cache = {
  async fetch(request: Request): Promise<Response> {
    if (request.method === 'PUT') {
      kept.set(request.url, readAnswer(new Uint8Array(await request.arrayBuffer())));
      return new Response(null, { status: 204 });
    }
    const found = kept.get(request.url);
    if (!found) return new Response(null, { status: 504, headers: { 'CF-Cache-Status': 'MISS' } });
    const headers = new Headers(found.headers);
    headers.set('CF-Cache-Status', 'HIT');
    return new Response(found.body, { status: found.status, headers });
  },
};

/** An answer as it goes over a wire. */
function readAnswer(bytes: Uint8Array<ArrayBuffer>) {
  const end = new TextDecoder('latin1').decode(bytes.subarray(0, 16_384)).indexOf('\r\n\r\n');
  const [line = '', ...lines] = new TextDecoder('latin1').decode(bytes.subarray(0, end)).split('\r\n');
  const headers = lines.map((one): [string, string] => {
    const colon = one.indexOf(':');
    return [one.slice(0, colon), one.slice(colon + 1).trim()];
  });
  return { status: Number(line.split(' ')[1]), headers, body: bytes.slice(end + 4) };
}
