import { mayCreate, mayWrite } from './entity-tag.ts';

/**
 * What If-Match and If-None-Match ask of a write (RFC 9110 §13.2.2), as a question about the present entity tag
 * (`undefined`: nothing is there); `undefined` where neither is sent. An empty header holds for nothing: it never
 * turns a guarded write into an unguarded one.
 */
export function writePrecondition(headers: Headers): ((tag: string | undefined) => boolean) | undefined {
  const ifMatch = headers.get('If-Match');
  const ifNoneMatch = headers.get('If-None-Match');
  if (ifMatch === null && ifNoneMatch === null) return undefined;
  return (tag) =>
    (ifMatch === null || mayWrite(ifMatch, tag)) && (ifNoneMatch === null || mayCreate(ifNoneMatch, tag));
}
