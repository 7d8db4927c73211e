import { valueAt } from '../../unfurl/page-tags.ts';
import { type PageVisit, pageStart, pictureBytes } from '../../unfurl/page-visit.ts';
import type { Cut, PlatformRules } from '../../unfurl/platform-rules.ts';
import type { PlatformView } from '../../unfurl/platform-views.ts';

/** How much of what a platform takes is used. */
export interface Limit {
  what: 'title' | 'description' | 'picture';
  used: number;
  limit: number;
  unit: 'characters' | 'bytes';
}

/** From which part of a limit it is near. */
export const NEAR = 0.8;

/** The limits that a platform has, and how near a page is to them. */
export function limitsOf(visit: PageVisit, rules: PlatformRules, view: PlatformView): Limit[] {
  const tags = visit.readTags(pageStart(visit, rules.page.bytes));
  const texts = (['title', 'description'] as const).flatMap((what) => {
    const cut = rules.cuts?.[what];
    const text = cut && valueAt(tags, rules.fields[what] ?? []);
    return cut && text !== undefined ? [{ what, ...lengthIn(cut, text) }] : [];
  });
  const answer = view.picture && visit.others.get(view.picture.url);
  const most = rules.picture.doubtfulBytes ?? rules.picture.bytes;
  const picture = {
    what: 'picture' as const,
    used: answer ? pictureBytes(answer) : 0,
    limit: most,
    unit: 'bytes' as const,
  };
  return [...texts, ...(answer && Number.isFinite(most) ? [picture] : [])];
}

function lengthIn(cut: Cut, text: string): Pick<Limit, 'used' | 'limit' | 'unit'> {
  if ('characters' in cut) return { used: text.length, limit: cut.characters, unit: 'characters' };
  return { used: new TextEncoder().encode(text).length, limit: cut.bytes, unit: 'bytes' };
}
