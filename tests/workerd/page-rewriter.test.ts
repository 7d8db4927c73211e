import { edgePageRewriter } from '../../src/adapters/workerd/page-rewriter.ts';
import { pageRewriterContract } from '../contracts/page-rewriter-contract.ts';

pageRewriterContract('HTMLRewriter', edgePageRewriter);
