import { useCompileCache } from './host/compile-cache.ts'

useCompileCache(import.meta.dirname)
// What is imported above the call would be compiled before it.
void import('./main.ts').then(({ main }) => main())
