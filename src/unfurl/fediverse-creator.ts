import type { Author } from '../domain/article.ts';

/** `/@name` and `/users/name`, as Mastodon and its kin name profiles; `/@name@other.example` is somebody seen from afar. */
const PROFILE =
  /^\/(?:@|users\/)([A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?)(?:@([a-z0-9.-]{4,253}))?\/?$/;
/** Sites whose profiles look the same and are no part of the fediverse. */
const ELSEWHERE =
  /(?:^|\.)(?:medium\.com|youtube\.com|tiktok\.com|threads\.(?:net|com)|substack\.com|t\.me)$/;

/**
 * The account that Mastodon shows beside a link (`fediverse:creator`): the first author whose address is a profile
 * there. `undefined` where none is: an account is never guessed from a name.
 */
export function fediverseCreator(authors: readonly Author[]): string | undefined {
  for (const { url } of authors) {
    const address = url ? URL.parse(url) : undefined;
    const [, name, other] = PROFILE.exec(address?.pathname ?? '') ?? [];
    if (address?.protocol === 'https:' && name && !ELSEWHERE.test(address.hostname)) {
      return `@${name}@${other ?? address.hostname}`;
    }
  }
  return undefined;
}
