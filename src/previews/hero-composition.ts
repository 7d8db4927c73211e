import type { OpenedPicture } from '../domain/picture.ts';
import type { PreviewCard } from './card.ts';
import { type CardFields, drawableFields } from './card-fields.ts';
import { FOOT_ROWS, placeFoot } from './card-foot.ts';
import { HERO_DEK_ROLE, HERO_HEADLINE_ROLE, KICKER_ROLE } from './card-roles.ts';
import type { FontStack } from './fonts/font-stack.ts';
import { fitLogo } from './logo.ts';
import { type Composition, finishPage, HEAD_TAB, MEASURE } from './page-layout.ts';
import { lightestPatch } from './photo-light.ts';
import { photoColours, shadedExtremes, shadePhoto, shadeStart } from './photo-shade.ts';
import { type CardLayout, placeStory, type Story, setPart, stackParts } from './story.ts';
import type { Typesetter } from './typesetting/typesetter.ts';

/** The last baseline of the story. */
const STORY_END = 492;
/** How much of the leading that a script needs beyond Latin's is for what hangs below its lines. */
const DEPTH_SHARE = 0.45;
/** A standfirst goes under a headline of no more lines, and only where it is one line itself. */
const MOST_LINES_OVER_DEK = 2;

/** Lays out a hero card: type at the foot of a photo, and the shade it needs there. */
export function composeHero(
  card: PreviewCard,
  fonts: FontStack,
  typesetter: Typesetter,
  photo: OpenedPicture,
  logo?: OpenedPicture,
): Composition {
  const fields = drawableFields(card, fonts);
  const page: CardLayout = { typesetter, direction: card.direction, lines: [], pictures: [] };
  const story = setStory(page, fields);
  const { block, extraLeading } = story.parts.at(-1) ?? { block: { size: 0 }, extraLeading: 0 };
  const top = STORY_END - story.height - extraLeading * block.size * DEPTH_SHARE;
  placeStory(page, story, top);
  const lightest = lightestPatch(photo, shadeStart(top));
  const shade = shadePhoto(photoColours(card.theme.colours), top, lightest);
  const grounds = FOOT_ROWS.flatMap((row) => shadedExtremes(shade, row, lightest));
  const rule = placeFoot(page, fields, fitLogo(logo, grounds));
  return { ...finishPage(page, [HEAD_TAB, ...rule]), shade };
}

function setStory(page: CardLayout, { kicker, headline, dek }: CardFields): Story {
  const headlinePart = setPart(page, headline, HERO_HEADLINE_ROLE, MEASURE);
  const dekPart = setPart(page, dek, HERO_DEK_ROLE, MEASURE);
  const hasDek = dekPart.block.isWhole && headlinePart.block.lines.length <= MOST_LINES_OVER_DEK;
  return stackParts([
    setPart(page, kicker, KICKER_ROLE, MEASURE),
    headlinePart,
    ...(hasDek ? [dekPart] : []),
  ]);
}
