import type { TombstoneReason } from '../../domain/post.ts';
import { asObject, asText, type JsonObject } from '../json-value.ts';

/** What X says in English in place of a post, and what it means. The first that fits counts. */
const REASONS: [words: RegExp, reason: TombstoneReason][] = [
  [/deleted by|no longer exists/i, 'deleted'],
  [/suspended|violated/i, 'suspended'],
  [/limits who can|protected|age-restricted|adult content|sensitive/i, 'private'],
  [/withheld|blocked/i, 'blocked'],
];

/** Why X shows a tombstone in place of a post, from its English words; `unavailable` where it does not say. */
export function readXTombstone(answer: JsonObject): TombstoneReason {
  const words = asText(asObject(asObject(answer.tombstone).text).text, 1000) ?? '';
  return REASONS.find(([pattern]) => pattern.test(words))?.[1] ?? 'unavailable';
}
