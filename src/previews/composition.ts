import type { OpenedPicture } from '../domain/picture.ts';
import type { PreviewCard } from './card.ts';
import { type CardFields, drawableFields } from './card-fields.ts';
import { placeFoot } from './card-foot.ts';
import {
  DEK_ROLE,
  HEADLINE_ROLE,
  KICKER_ROLE,
  ONE_LINE_DEK_ROLE,
  type Role,
  SHORT_DEK_ROLE,
} from './card-roles.ts';
import type { FontStack } from './fonts/font-stack.ts';
import { greekedPage } from './greeked-page.ts';
import { fitLogo, paperOf } from './logo.ts';
import { type Composition, finishPage, HEAD_TAB, MARGIN, MEASURE } from './page-layout.ts';
import { roleFor } from './script-settings.ts';
import { type CardLayout, placeStory, type Story, type StoryPart, setPart, stackParts } from './story.ts';
import type { Typesetter } from './typesetting/typesetter.ts';

/** The story stands between these heights, a little above the middle. */
const STORY = { top: 72, bottom: 500, lift: 0.46 };
/** Its last baseline where it is higher than that; lower ones would touch the foot. */
const LOWEST = 508;

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

/** High scripts may not have room at the size that their length asks for: then the next one, and a shorter dek. */
function setStory(page: CardLayout, fields: CardFields): Story {
  let { steps } = roleFor(fields.headline, HEADLINE_ROLE);
  for (;;) {
    const headline = setPart(page, fields.headline, { ...HEADLINE_ROLE, steps }, MEASURE);
    const { size, lines } = headline.block;
    const story = stackStory(page, fields, headline, lines.length > 2 ? SHORT_DEK_ROLE : DEK_ROLE);
    if (STORY.top + story.height <= LOWEST) return story;
    steps = steps.filter((step) => step.size < size);
    if (steps.length === 0) return stackStory(page, fields, headline, ONE_LINE_DEK_ROLE);
  }
}

function stackStory(
  page: CardLayout,
  { kicker, dek }: CardFields,
  headline: StoryPart,
  dekRole: Role,
): Story {
  return stackParts([
    setPart(page, kicker, KICKER_ROLE, MEASURE),
    headline,
    setPart(page, dek, dekRole, MEASURE),
  ]);
}
