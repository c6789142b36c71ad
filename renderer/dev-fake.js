// Vite serves nothing above its root by address, but follows imports.
import '../test/support/dev-fake.ts'
