import { wasmPageRewriter } from '../../src/adapters/node/page-rewriter.ts';
import { pageRewriterContract } from './page-rewriter-contract.ts';

pageRewriterContract('lol-html as wasm', wasmPageRewriter);
