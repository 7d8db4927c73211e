import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Product } from '../../domain/partner.ts';
import type { LeftOutArticle } from '../../partners/left-out.ts';
import type { Desk } from '../desk.ts';
import { rows, section } from '../parts.ts';

/** What the feeds of a product leave out though the contract has it. */
export interface ProductLeftOut {
  product: Product;
  articles: readonly LeftOutArticle[];
}

/** Each article that is left out, or lacks something, and why; `isOne`: the page is of this product alone. */
export function leftOutSection(desk: Desk, products: readonly ProductLeftOut[], isOne: boolean): Element {
  const words = desk.words.partnerPages;
  const concerned = products.filter(({ articles }) => articles.length > 0);
  const list = ({ articles }: ProductLeftOut) =>
    rows(
      articles.map(({ article, why }) =>
        h('li', [
          h('p', { class: 'row-title' }, [h('a', { href: `/console/articles/${article}` }, article)]),
          ...why.map((reason) => h('p', words.leftOutWhy[reason])),
        ]),
      ),
      '',
    );
  return section(words.leftOut, [
    h('p', concerned.length > 0 ? words.leftOutLead : words.leftOutNone),
    ...concerned.flatMap((one) => {
      const { id, name } = one.product;
      const heading = h('a', { href: `/console/partners/products/${id}` }, [h('bdi', name)]);
      return isOne ? [list(one)] : [h('h3', [heading]), list(one)];
    }),
  ]);
}
