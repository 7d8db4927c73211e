import { PLATFORM_TABLE } from '../../embeds/platforms/platform-table.ts';

/** The address of a post of X; it works with any handle, and with none. */
export function xPermalink(id: string, handle?: string): string {
  return PLATFORM_TABLE.x.permalink(id, handle) ?? `https://x.com/i/status/${id}`;
}
