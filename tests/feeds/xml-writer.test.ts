import { expect, test } from 'vitest';
import { element, xmlDocument } from '../../src/feeds/xml-writer.ts';
import { HOSTILE_TEXTS } from './hostile-text.ts';
import { parseXml } from './xml-tree.ts';

test.each(HOSTILE_TEXTS)('the writer alone carries $name in text and attributes', ({ given, body }) => {
  const root = parseXml(xmlDocument(element('a', { b: given }, given)));
  expect(root).toMatchObject({ attributes: { b: body }, text: body });
});

test('attributes and elements that are undefined are left out', () => {
  const document = xmlDocument(element('a', { b: undefined, c: 1 }, [undefined, element('d', {})]));
  expect(document).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<a c="1">\n<d/>\n</a>\n');
});
