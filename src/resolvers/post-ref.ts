import type { Capture } from '../domain/post.ts';
import type { PostRef } from './resolver.ts';

const SHORT_LINK = /^https:\/\/t\.co\/([A-Za-z0-9]{1,20})$/;

/** What a capture tells of the post to be looked up: its id and link, or where neither is known the link of its picture. */
export function postRef({ platform, id, url, handle, created, post }: Capture): PostRef {
  const author = post?.author.handle ?? handle;
  const known = { platform, ...(author && { handle: author }) };
  if (post?.id !== undefined || !id.startsWith('t-')) {
    return { ...known, id: post?.id ?? id, ...(url !== undefined && { url }) };
  }
  const codes = post?.links.flatMap((link) => SHORT_LINK.exec(link.url)?.[1] ?? []) ?? [];
  const tcoCode = codes.at(-1);
  const printedDay = (post?.created ?? created)?.at.slice(0, 10);
  return { ...known, ...(tcoCode !== undefined && { tcoCode }), ...(printedDay && { printedDay }) };
}
