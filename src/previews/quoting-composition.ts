import type { OpenedPicture } from '../domain/picture.ts';
import type { CardQuote, PreviewCard } from './card.ts';
import { drawableFields } from './card-fields.ts';
import { placeFoot } from './card-foot.ts';
import { CITE_ROLE, KICKER_ROLE, QUOTING_HEADLINE_ROLE } from './card-roles.ts';
import type { FontStack } from './fonts/font-stack.ts';
import { fitLogo, paperOf } from './logo.ts';
import { CAPITAL, type Composition, finishPage, HEAD_TAB, MEASURE } from './page-layout.ts';
import type { TypesetterFor } from './painter.ts';
import { placeCite } from './post-cite.ts';
import { drawablePost } from './post-fields.ts';
import { placeQuoteText, QUOTE_INDENT, quoteBar, quoteDirection } from './quote-block.ts';
import { setQuoteText } from './quote-text.ts';
import { type CardLayout, placeStory, setPart, stackParts } from './story.ts';
import type { SizeStep } from './typesetting/text-block.ts';

const STAGE = { top: 66, bottom: 486, lift: 0.46 };
/** From the headline to the post, and from its words to whose they are: baseline to capitals. */
const GAP = { post: 52, cite: 37 };
/** The size of letters that the ends of the bar go with. */
const BAR_SIZE = 40;
const CITE_HEIGHT = CAPITAL * (CITE_ROLE.steps[0]?.size ?? 0);
const STEPS: readonly SizeStep[] = [
  { size: 56, lines: 2 },
  { size: 48, lines: 3 },
  { size: 42, lines: 4 },
  { size: 37, lines: 5 },
  { size: 33, lines: 6 },
  { size: 29, lines: 7 },
];

/** The fonts of an article's own words, and of the post's, which are asked for when all of the article is set. */
export interface QuotingFonts {
  article: FontStack;
  post: () => FontStack;
}

/** Lays out a headline with a post below it: first the article, then the post in its own language and direction. */
export function composeQuoting(
  card: PreviewCard,
  quote: CardQuote,
  fonts: QuotingFonts,
  typesetterFor: TypesetterFor,
  logo?: OpenedPicture,
): Composition {
  const page: CardLayout = {
    typesetter: typesetterFor(card.language, fonts.article),
    direction: card.direction,
    lines: [],
    pictures: [],
  };
  const fields = drawableFields(card, fonts.article);
  const story = stackParts([
    setPart(page, fields.kicker, KICKER_ROLE, MEASURE),
    setPart(page, fields.headline, QUOTING_HEADLINE_ROLE, MEASURE),
  ]);
  const rule = placeFoot(page, fields, fitLogo(logo, [paperOf(card.theme.colours)]));

  const postFonts = fonts.post();
  const language = quote.textLanguage ?? card.language;
  const direction = quoteDirection(quote.text, quote.textDirection, card.direction);
  const post: CardLayout = { ...page, typesetter: typesetterFor(language, postFonts), direction };
  const postFields = drawablePost(quote, postFonts);
  const { depth, block } = story.parts.at(-1) ?? { depth: 0, block: { size: 0 } };
  const above = story.height > 0 ? story.height + depth * block.size + GAP.post : 0;
  const room = STAGE.bottom - STAGE.top - above;
  const citeHeight = GAP.cite + CITE_HEIGHT;
  const text = setQuoteText(
    post.typesetter,
    postFields.text,
    direction,
    MEASURE - QUOTE_INDENT,
    room - citeHeight,
    STEPS,
  );

  const top = STAGE.top + Math.max(0, room - text.height - citeHeight) * STAGE.lift;
  // The story is already set: placing it asks nothing of its typesetter.
  placeStory(page, story, top);
  const textTop = top + above;
  const cite = Math.round(textTop + text.height + citeHeight);
  placeQuoteText(post, text, textTop);
  placeCite(post, postFields, cite);
  const bar = finishPage(post, [quoteBar(textTop, cite, BAR_SIZE)]);
  const { rectangles } = finishPage(page, [HEAD_TAB, ...rule]);
  return { ...bar, rectangles: [...rectangles, ...bar.rectangles] };
}
