import type { OpenedPicture } from '../domain/picture.ts';
import type { PreviewCard } from './card.ts';
import { type CardFields, drawableFields } from './card-fields.ts';
import { placeFoot } from './card-foot.ts';
import { DEK_ROLE, HEADLINE_ROLE, KICKER_ROLE, SHORT_DEK_ROLE } from './card-roles.ts';
import type { FontStack } from './font-stack.ts';
import { greekedPage } from './greeked-page.ts';
import { fitLogo, paperOf } from './logo.ts';
import { type Composition, finishPage, HEAD_TAB, MARGIN, MEASURE } from './page-layout.ts';
import { roleFor } from './script-settings.ts';
import { type CardLayout, placeStory, type Story, setPart, stackParts } from './story.ts';
import type { Typesetter } from './typesetter.ts';

/** The story stands between these heights, a little above the middle. */
const STORY = { top: 72, bottom: 500, lift: 0.46 };

/** Lays out a flat card: type on paper. */
export function composeCard(
  card: PreviewCard,
  fonts: FontStack,
  typesetter: Typesetter,
  logo?: OpenedPicture,
): Composition {
  const fields = drawableFields(card, fonts);
  const page: CardLayout = { typesetter, direction: card.direction, lines: [], pictures: [] };
  const story = setStory(page, fields);
  placeStory(page, story, STORY.top + Math.max(0, STORY.bottom - STORY.top - story.height) * STORY.lift);
  const rule = placeFoot(page, fields, fitLogo(logo, [paperOf(card.theme.colours)]));
  return finishPage(page, [HEAD_TAB, ...rule, ...(fields.headline === '' ? greekedPage(MARGIN) : [])]);
}

function setStory(page: CardLayout, { kicker, headline, dek }: CardFields): Story {
  const { steps: headlineSteps } = roleFor(headline, HEADLINE_ROLE);
  const headlinePart = setPart(page, headline, { ...HEADLINE_ROLE, steps: headlineSteps }, MEASURE);
  const dekRole = headlinePart.block.lines.length > 2 ? SHORT_DEK_ROLE : DEK_ROLE;
  return stackParts([
    setPart(page, kicker, KICKER_ROLE, MEASURE),
    headlinePart,
    setPart(page, dek, dekRole, MEASURE),
  ]);
}
