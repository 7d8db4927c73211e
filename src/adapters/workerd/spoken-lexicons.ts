import { type LexiconDoc, Lexicons } from 'atproto-lexicon';
import spoken from '../../../assets/lexicons.json';

/*
 * In the worker this stands in place of the module of @atproto/api that holds every lexicon there is, and exports what
 * that exports (wrangler.toml's aliases). A lexicon that is not among ours is an error that names it.
 */

export { Lexicons };

export const schemas = spoken as unknown as LexiconDoc[];
export const lexicons: Lexicons = new Lexicons(schemas);

/** The lexicons' ids by the names that @atproto/api gives them: `app.bsky.feed.post` is `AppBskyFeedPost`. */
export const ids: Record<string, string> = Object.fromEntries(
  schemas.map(({ id }) => [id.replace(/(?:^|\.)([a-z])/g, (_, letter: string) => letter.toUpperCase()), id]),
);

/** Checks a value by a definition of a lexicon; `requiredType` where its `$type` must say so. */
export function validate(value: unknown, id: string, hash: string, requiredType?: true) {
  const name = hash === 'main' ? id : `${id}#${hash}`;
  const type = typeof value === 'object' && value !== null && '$type' in value ? value.$type : undefined;
  const isTyped = type === name || (type === undefined && !requiredType && typeof value === 'object');
  if (isTyped && value !== null) return lexicons.validate(`${id}#${hash}`, value);
  return { success: false as const, error: new TypeError(`Must be an object with "${name}" $type property`) };
}
