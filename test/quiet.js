// n8n's own log of every refused item would drown the results; what went wrong is in what the tests look at.
process.env.N8N_LOG_LEVEL = 'silent';

// Generated inputs are the same in every run, so that a red test stays red until it is mended. FUZZ_SEED=<number> generates
// others, FUZZ_SEED=random others each time.
const { configureGlobal } = require('fast-check');
const { FUZZ_SEED = '20261121' } = process.env;
if (FUZZ_SEED !== 'random') configureGlobal({ seed: Number(FUZZ_SEED) });
