import type { CardFacts } from './card-facts.ts';
import type { PostFacts } from './post-facts.ts';
import { isolatedHandle } from './shown-text.ts';

/** The lines of a card that are the same in every form without layout. */

/** "Name (@handle), X, September 13, 2023 at 6:32 PM UTC" */
export function signature(
  { name, handle, time }: PostFacts,
  { platform, words, language }: CardFacts,
): string {
  const mark = handle && isolatedHandle(handle, language);
  const by = name && mark ? `${name} (${mark})` : (name ?? mark ?? '');
  return [by, platform, time?.text].filter(Boolean).join(words.comma);
}

/** The heading of a card without words: "Post by @handle on X, September 13, 2023", behind its title where it has one. */
export function bareLabel({ title, label, time, words }: CardFacts): string {
  return [title, label, time?.text].filter(Boolean).join(words.comma);
}

/** "Replying to @handle" */
export function replyText({ reply }: PostFacts, { language }: CardFacts): string[] {
  return reply ? [reply.pattern.replace('{name}', () => isolatedHandle(reply.handle, language))] : [];
}

/** "Last edited September 13, 2023 at 6:32 PM UTC" */
export function editedText({ edited }: PostFacts): string[] {
  return edited ? [edited.pattern.replace('{time}', () => edited.time.text)] : [];
}

/** "Ferries: 62%" for each option. */
export function pollTexts({ poll }: PostFacts, { words }: Pick<CardFacts, 'words'>): string[] {
  return (poll?.options ?? []).map(({ label, share }) => (share ? `${label}${words.colon}${share}` : label));
}

/** "Night boats, timetable from May (ferries.example)" */
export function linkTexts({ linkCard }: PostFacts): string[] {
  if (!linkCard) return [];
  const { title, description, host } = linkCard;
  const said = title === host ? host : `${title} (${host})`;
  return [said, ...(description ? [description] : [])];
}
