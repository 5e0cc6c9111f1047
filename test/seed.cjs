/** Properties draw the same cases in every run, so that a red build says the same twice; `SEED=random` or a number draws others, `RUNS` more of them. */
const fc = require('fast-check');

fc.configureGlobal({ seed: process.env.SEED === 'random' ? Date.now() | 0 : Number(process.env.SEED ?? 20261121) });
