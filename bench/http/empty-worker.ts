import type { Database } from '../../src/domain/ports.ts';
import { createEmptyApp } from './empty-app.ts';

export const app = createEmptyApp((bindings) => (bindings as { DATABASE: Database }).DATABASE);
