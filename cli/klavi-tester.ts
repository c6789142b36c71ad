import { useCompileCache } from './host/compile-cache.ts'
import { withoutReport } from './host/quick-libc.ts'

useCompileCache(import.meta.dirname)
withoutReport()
// What is imported above the call would be compiled before it.
void import('./main.ts').then(({ main }) => main())
