/** Longest address, in UTF-16 code units. */
const MAX_ADDRESS = 2048;

/**
 * Parses an absolute http(s) address (`//host/…` counts as https). Returns `undefined` for every other scheme,
 * for relative addresses, and for addresses longer than 2,048 UTF-16 code units.
 */
export function readWebAddress(address: string | undefined): URL | undefined {
  const trimmed = address?.trim();
  if (!trimmed || trimmed.length > MAX_ADDRESS || !/^(?:https?:)?\/\//i.test(trimmed)) return undefined;
  return URL.parse(trimmed.startsWith('//') ? `https:${trimmed}` : trimmed) ?? undefined;
}

/** As `readWebAddress`, without ports and credentials: what no platform uses and look-alikes do. */
export function readPlatformAddress(address: string | undefined): URL | undefined {
  const url = readWebAddress(address);
  return url && !url.port && !url.username && !url.password ? url : undefined;
}
