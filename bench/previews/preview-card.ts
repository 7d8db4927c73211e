import { DEFAULT_THEME } from '../../src/domain/theme.ts';
import type { PreviewCard } from '../../src/previews/card.ts';
import type { CardContent, Design } from './card-content.ts';

/** The content of a bench as our renderer takes it. */
export function asPreviewCard({ kicker, ...content }: CardContent, design: Design): PreviewCard {
  return { ...content, section: kicker, design, language: 'fr', direction: 'ltr', theme: DEFAULT_THEME };
}
