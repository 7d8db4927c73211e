import type { Element } from 'hast';
import { h } from 'hastscript';
import { Hono } from 'hono';
import type { Config } from '../../domain/config.ts';
import { type Theme, themeOf } from '../../domain/theme.ts';
import type { PreviewCard } from '../../previews/card.ts';
import { previewFigure } from '../articles/article-page.ts';
import { type Desk, deskOf } from '../desk.ts';
import { errorSummary, type FormError, field } from '../forms.ts';
import { consolePage } from '../layout.ts';
import { section } from '../parts.ts';
import { trialLink } from '../preview-links.ts';
import { readTried, settingsOf, type TriedTheme } from './tried-theme.ts';

/** `/console/themes`: a theme is tried on an example, and written down as the settings it needs. */
export function themePages(config: Config): Hono {
  const routes = new Hono();
  routes.get('/', async (context) => {
    const desk = deskOf(context);
    const tried = readTried(context.req.query(), config.theme);
    const { theme, errors } = makeTheme(tried);
    const figures = theme ? await examples(desk, theme) : [];
    return context.html(renderThemes(desk, tried, figures, errors), errors.length > 0 ? 422 : 200);
  });
  return routes;
}

function makeTheme(tried: TriedTheme): { theme?: Theme; errors: FormError[] } {
  try {
    return { theme: themeOf(tried), errors: [] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const name = /the accent/.test(error.message) ? 'accent' : 'background';
    return { errors: [{ field: name, detail: error.message }] };
  }
}

async function examples(desk: Desk, theme: Theme): Promise<Element[]> {
  const { words, config, language, now } = desk;
  const card: PreviewCard = {
    design: 'flat',
    publication: config.publication.name,
    section: words.themes.section,
    title: words.themes.headline,
    dek: words.themes.dek,
    byline: 'Ada Lovelace',
    language,
    direction: 'ltr',
    theme,
  };
  const quote = {
    text: words.themes.post,
    textLanguage: language,
    textDirection: 'auto' as const,
    name: 'Grace Hopper',
    handle: '@grace@social.example',
    platform: 'Mastodon',
  };
  const links = [
    await trialLink(config, card, now),
    await trialLink(config, { ...card, design: 'quote', quote }, now),
  ];
  return links.map((link) => previewFigure(desk, link));
}

function renderThemes(
  desk: Desk,
  tried: TriedTheme,
  figures: readonly Element[],
  errors: readonly FormError[],
): string {
  const { words } = desk;
  const choice = (name: 'scheme' | 'font', options: Record<string, string>) =>
    field({ name, label: words.themes[name], value: tried[name], options: Object.entries(options) }, errors);
  const colour = (name: 'accent' | 'background') =>
    field(
      { name, label: words.themes[name], value: tried[name], hint: words.themes.colourHint, code: true },
      errors,
    );
  const content = [
    errors.length > 0
      ? errorSummary(words, words.themes.unreadable, errors, ['accent', 'background'])
      : undefined,
    h('p', { class: 'lead' }, words.themes.lead),
    h('form', { class: 'search', action: '/console/themes', dataLive: 'tried' }, [
      choice('scheme', words.themes.schemes),
      choice('font', words.themes.fonts),
      colour('accent'),
      colour('background'),
      h('button', { type: 'submit' }, words.themes.try),
    ]),
    h('div', { id: 'tried' }, [
      figures.length > 0 ? section(words.themes.example, [...figures]) : undefined,
      figures.length > 0
        ? section(words.themes.settings, [
            h('p', words.themes.copy),
            h('pre', { tabIndex: 0 }, [h('code', settingsOf(tried))]),
          ])
        : undefined,
    ]),
  ];
  return consolePage({ desk, title: words.nav.themes, section: 'themes', content });
}
