import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { systemAuthorities } from '../../../../../core/klavi/http/system-authorities.ts'
import { temporaryFolder } from '../../../../support/core/temporary-folder.ts'

const pem = '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n'

it('takes the runtime’s own reader where there is one', () => {
  const found = systemAuthorities({ fromRuntime: () => [pem, pem], files: [] })
  expect(found).toEqual({ pem: [pem, pem], source: 'system store' })
})

it.each([
  ['no reader', undefined],
  ['a reader that finds nothing', () => []],
])('with %s it takes the first file that holds certificates', (_why, fromRuntime) => {
  const folder = temporaryFolder()
  const [empty, bundle] = [join(folder, 'empty.pem'), join(folder, 'bundle.pem')]
  writeFileSync(empty, '# nothing yet\n')
  writeFileSync(bundle, pem)
  const files = [join(folder, 'absent.pem'), empty, bundle]
  expect(systemAuthorities({ fromRuntime, files })).toEqual({ pem: [pem], source: bundle })
})

it('says so where there is nothing to read', () => {
  expect(systemAuthorities({ files: [] })).toEqual({ pem: [], source: 'unavailable' })
})
