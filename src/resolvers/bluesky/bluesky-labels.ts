import type { Instant } from '../../domain/instant.ts';
import { asInstant, asObject, asObjects, asText, type JsonObject } from '../json-value.ts';

/** What the labels of a post and of its author ask for (https://docs.bsky.app/docs/advanced-guides/moderation). */
export interface LabelEffects {
  /** The author is not to be shown to people without an account. */
  optedOut: boolean;
  /** Moderators took it away for everyone. */
  hidden: boolean;
  /** A warning goes before the whole of it. */
  sensitive: boolean;
  /** A warning goes before the pictures. */
  sensitiveMedia: boolean;
}

const OPT_OUT = new Set(['!no-unauthenticated']);
const HIDDEN = new Set(['!hide', '!takedown', '!suspend']);
const SENSITIVE = new Set([
  '!warn',
  'intolerant',
  'extremist',
  'threat',
  'self-harm',
  'illicit',
  'sensitive',
]);
const SENSITIVE_MEDIA = new Set([
  'porn',
  'sexual',
  'nudity',
  'nsfl',
  'gore',
  'graphic-media',
  'sexual-figurative',
]);

/** Reads lists of labels together. A label that a later one takes back, or that has run out, does not count. */
export function readLabels(lists: readonly unknown[], now: Instant): LabelEffects {
  const values = new Set(lists.flatMap((list) => activeLabels(asObjects(list), now)));
  return {
    optedOut: !values.isDisjointFrom(OPT_OUT),
    hidden: !values.isDisjointFrom(HIDDEN),
    sensitive: !values.isDisjointFrom(SENSITIVE),
    sensitiveMedia: !values.isDisjointFrom(SENSITIVE_MEDIA),
  };
}

function activeLabels(labels: JsonObject[], now: Instant): string[] {
  const active = new Map<string, string>();
  const inOrder = labels.toSorted((a, b) => ((asInstant(a.cts) ?? '') < (asInstant(b.cts) ?? '') ? -1 : 1));
  for (const { src, val, neg, exp } of inOrder) {
    const value = asText(val, 128);
    if (!value) continue;
    const key = `${asText(src, 250)} ${value}`;
    const end = asInstant(exp);
    if (neg === true) active.delete(key);
    else if (end === undefined || end > now) active.set(key, value);
  }
  return [...active.values()];
}

/** The labels an author gave the post within the record itself (com.atproto.label.defs#selfLabels). */
export function selfLabels(record: JsonObject): unknown {
  return asObject(record.labels).values;
}
