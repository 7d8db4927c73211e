import type { OpenedPicture } from '../domain/picture.ts';
import type { PreviewCard } from './card.ts';
import { type CardFields, drawableFields } from './card-fields.ts';
import { FOOT_ROWS, FOOT_RULE, placeFoot } from './card-foot.ts';
import { HERO_DEK_ROLE, HERO_HEADLINE_ROLE, KICKER_ROLE } from './card-roles.ts';
import type { FontStack } from './font-stack.ts';
import { fitLogo } from './logo.ts';
import { type Composition, finishPage, HEAD_TAB, hairline, MEASURE } from './page-layout.ts';
import { DEK } from './palette.ts';
import { photoColours, shadedExtremes, shadePhoto } from './photo-shade.ts';
import { type CardLayout, placeStory, type Story, setPart, stackParts } from './story.ts';
import type { Typesetter } from './typesetter.ts';

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
  logo?: OpenedPicture,
): Composition {
  const fields = drawableFields(card, fonts);
  const page: CardLayout = { typesetter, direction: card.direction, lines: [], pictures: [] };
  const story = setStory(page, fields);
  const top = STORY_END - story.height - depthOf(story) * DEPTH_SHARE;
  placeStory(page, story, top);
  const shade = shadePhoto(photoColours(card.theme.colours), top);
  placeFoot(
    page,
    fields,
    fitLogo(
      logo,
      FOOT_ROWS.flatMap((row) => shadedExtremes(shade, row)),
    ),
  );
  return { ...finishPage(page, [HEAD_TAB, hairline(FOOT_RULE)]), shade };
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

/** The leading of the last line beyond that of Latin, in pixels. */
function depthOf({ parts }: Story): number {
  const last = parts.at(-1);
  if (!last) return 0;
  const { role, block } = last;
  const latin = role.ink === DEK ? HERO_DEK_ROLE.leading : HERO_HEADLINE_ROLE.leading;
  return (role.leading - latin) * block.size;
}
