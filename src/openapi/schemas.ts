import * as z from 'zod/v4';
import { jsonArticle } from '../articles/json-article.ts';
import { accountFields } from '../crossposts/account-request.ts';
import { PROBLEMS } from '../domain/problem.ts';
import { keyFields, partnerFields, productFields } from '../partners/partner-fields.ts';
import { previewFields } from '../previews/preview-fields.ts';
import { sourceFields } from '../sources/source-request.ts';
import type { Json } from './operation-parts.ts';

/** What is sent and answered: the schemas that requests are checked by, as JSON Schema, and that of a problem. */
export function schemas(publicUrl: string): Json {
  return {
    JsonArticle: z.toJSONSchema(jsonArticle, { io: 'input', unrepresentable: 'any' }),
    PreviewFields: z.toJSONSchema(previewFields, { io: 'input' }),
    Source: z.toJSONSchema(sourceFields, { io: 'input', unrepresentable: 'any' }),
    CrosspostAccount: z.toJSONSchema(accountFields, { io: 'input', unrepresentable: 'any' }),
    Product: z.toJSONSchema(productFields, { io: 'input', unrepresentable: 'any' }),
    Partner: z.toJSONSchema(partnerFields, { io: 'input', unrepresentable: 'any' }),
    PartnerKey: z.toJSONSchema(keyFields, { io: 'input', unrepresentable: 'any' }),
    Problem: {
      type: 'object',
      required: ['type', 'title', 'status', 'detail'],
      properties: {
        type: {
          type: 'string',
          enum: Object.keys(PROBLEMS).map((code) => `${publicUrl}/problems/${code}`),
        },
        title: { type: 'string' },
        status: { type: 'integer' },
        detail: { type: 'string', description: 'What is wrong with this request, and what to change.' },
        errors: {
          type: 'array',
          items: {
            type: 'object',
            properties: { field: { type: 'string' }, detail: { type: 'string' } },
          },
        },
      },
    },
  };
}
