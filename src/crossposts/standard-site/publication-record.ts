import { type Colour, contrast, readColour } from '../../domain/colour.ts';
import type { Config } from '../../domain/config.ts';
import { clipText } from '../../unfurl/clipped-text.ts';
import { publicationSite } from './document-place.ts';

/** `site.standard.publication` (https://standard.site/docs/lexicons/publication). */
export interface PublicationRecord extends Record<string, unknown> {
  $type: 'site.standard.publication';
  url: string;
  name: string;
  description?: string;
  basicTheme: Record<'background' | 'foreground' | 'accent' | 'accentForeground', Rgb> & { $type: string };
}

interface Rgb {
  $type: 'site.standard.theme.color#rgb';
  r: number;
  g: number;
  b: number;
}

/** What the lexicon takes, in characters and in bytes. */
const NAME = { characters: 500, bytes: 5000 };
const DESCRIPTION = { characters: 3000, bytes: 30_000 };
const BLACK: Colour = [0, 0, 0];
const WHITE: Colour = [255, 255, 255];

/** The publication as a record of an account: its name, its site and its colours, as the settings say them. */
export function publicationRecord(config: Config): PublicationRecord {
  const { publication, theme } = config;
  const description = clipText(publication.description, DESCRIPTION);
  const accent = readColour(theme.colours.accent) ?? BLACK;
  return {
    $type: 'site.standard.publication',
    url: publicationSite(config),
    name: clipText(publication.name, NAME),
    ...(description && { description }),
    basicTheme: {
      $type: 'site.standard.theme.basic',
      background: rgb(readColour(theme.colours.background) ?? WHITE),
      foreground: rgb(readColour(theme.colours.title) ?? BLACK),
      accent: rgb(accent),
      accentForeground: rgb(contrast(accent, WHITE) >= contrast(accent, BLACK) ? WHITE : BLACK),
    },
  };
}

function rgb([r, g, b]: Colour): Rgb {
  return { $type: 'site.standard.theme.color#rgb', r, g, b };
}
