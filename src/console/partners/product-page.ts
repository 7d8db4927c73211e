import { h } from 'hastscript';
import type { Product } from '../../domain/partner.ts';
import { profileFormats } from '../../partners/profiles/profiles.ts';
import type { Desk } from '../desk.ts';
import { counted } from '../forms.ts';
import { consolePage } from '../layout.ts';
import { rows, section } from '../parts.ts';
import { leftOutSection, type ProductLeftOut } from './left-out-list.ts';
import { productForm, productValues, type Rejection } from './partner-forms.ts';

export interface ProductParts {
  holds: number;
  leftOut: readonly ProductLeftOut[];
  notice?: string | undefined;
  rejection?: Rejection;
}

/** One product: its form, what is in it, and what its feeds leave out. */
export function renderProduct(
  desk: Desk,
  product: Product,
  { holds, leftOut, notice, rejection }: ProductParts,
): string {
  const words = desk.words.partnerPages;
  const content = [
    h('p', counted(desk, words.holds, holds)),
    section(words.feeds, [
      rows(
        productFeeds(desk, product).map((feed) => h('li', [h('code', feed)])),
        '',
      ),
    ]),
    leftOutSection(desk, leftOut, true),
    section(
      words.contract,
      productForm(desk, rejection?.values ?? productValues(product), rejection?.problem, product.id),
    ),
    h('p', [
      h(
        'a',
        { class: 'danger-link', href: `/console/partners/products/${product.id}/end` },
        words.removeProduct,
      ),
    ]),
  ];
  return consolePage({
    desk,
    title: product.name,
    section: 'partners',
    trail: trailOf(desk),
    notice,
    content,
  });
}

/** The addresses of the feeds of a product, in each format of its profile. */
export function productFeeds({ config }: Desk, { id, profile }: Product): string[] {
  return profileFormats(profile).map((format) => `${config.publicUrl}/partners/feeds/${id}.${format}`);
}

/** The way back to the list. */
export function trailOf(desk: Desk): { href: string; words: string }[] {
  return [{ href: '/console/partners', words: desk.words.nav.partners }];
}
