declare const __VERSION__: string

/** Of package.json, put in by the build (cli/vite.config.ts). */
export const version = __VERSION__
