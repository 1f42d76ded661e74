import packageJson from '../package.json' with { type: 'json' };

/** This program's version. */
export const version: string = packageJson.version;
/** The Istio release whose behaviour, names and defaults this version follows. */
export const istioVersion = '1.30.3';
