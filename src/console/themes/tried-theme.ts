import type { Brand, Theme } from '../../domain/theme.ts';

/** A theme that is tried on; what is empty follows from the rest. */
export type TriedTheme = Brand & { scheme: 'light' | 'dark'; font: 'sans' | 'serif' };

/** Reads the theme of a query; without one it is that of the settings. */
export function readTried(query: Record<string, string>, own: Theme): TriedTheme {
  const { scheme, font, accent = own.colours.accent, background } = query;
  const isOwn = scheme === undefined && background === undefined;
  const paper = (background ?? (isOwn ? own.colours.background : '')).trim();
  return {
    scheme: (scheme ?? (isDark(own) ? 'dark' : 'light')) === 'dark' ? 'dark' : 'light',
    font: (font ?? own.font) === 'serif' ? 'serif' : 'sans',
    ...(accent.trim() && { accent: accent.trim() }),
    ...(paper && { background: paper }),
    ...(own.logo && { logo: own.logo }),
  };
}

/** The lines that set a theme (docs/settings.md); in quotes, since a bare `#` begins a comment in them. */
export function settingsOf({ scheme, font, accent, background, logo }: TriedTheme): string {
  const lines = [
    `THEME_SCHEME="${scheme}"`,
    ...(accent ? [`THEME_ACCENT="${accent}"`] : []),
    ...(background ? [`THEME_BACKGROUND="${background}"`] : []),
    `THEME_FONT="${font}"`,
    ...(logo ? [`THEME_LOGO="${logo}"`] : []),
  ];
  return lines.join('\n');
}

/** The inks of a dark theme are light. */
function isDark({ colours }: Theme): boolean {
  return Number.parseInt(colours.title.slice(1, 3), 16) > 127;
}
