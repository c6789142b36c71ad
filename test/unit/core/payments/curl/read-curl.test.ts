import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCurl } from '../../../../../core/payments/curl/read-curl.ts'

const read = (text: string) => {
  const found = readCurl(text)
  if (!found.valid) throw new Error(JSON.stringify(found.errors))
  return found
}
const codes = (text: string): string[] => {
  const found = readCurl(text)
  return found.valid ? [] : found.errors.map(({ code }) => code)
}

describe('readCurl, POSIX', () => {
  it('reads a line as a browser copies it', () => {
    expect(
      read(
        `curl 'https://api.example.com/payments' \\\n  -H 'content-type: application/json' \\\n  -H $'x-name: it\\'s' \\\n  --data-raw $'{"a":"\\xc3\\xa1\\u0021"}' --compressed`,
      ),
    ).toEqual({
      valid: true,
      shell: 'posix',
      method: 'POST',
      url: 'https://api.example.com/payments',
      headers: [
        ['content-type', 'application/json'],
        ['x-name', "it's"],
      ],
      body: '{"a":"á!"}',
      notes: [],
    })
  })

  it.each([
    [`curl -XPUT https://h/a -d "x=\\"1\\"&y=\\$Z"`, 'PUT', 'https://h/a', 'x="1"&y=$Z'],
    [
      `curl -G https://h/a?b=1 -d c=2 --data-urlencode 'd=é &'`,
      'GET',
      'https://h/a?b=1&c=2&d=%C3%A9%20%26',
      undefined,
    ],
    [`curl h.example --json '{"a":' --json '1}'`, 'POST', 'http://h.example', '{"a":1}'],
    [`curl -sSLd a=1 -d b=2 https://h`, 'POST', 'https://h', 'a=1&b=2'],
    [`curl -I https://h`, 'HEAD', 'https://h', undefined],
    [`curl --request=DELETE -- https://h`, 'DELETE', 'https://h', undefined],
    [`# a note\n$ curl https://h # more`, 'GET', 'https://h', undefined],
    [`curl https://h\n  -H 'a: b'\n  --data x`, 'POST', 'https://h', 'x'],
    [`TOKEN=x curl 'https://h' > out.json`, 'GET', 'https://h', undefined],
  ])('%s', (line, method, url, body) => {
    const found = read(line)
    expect([found.method, found.url, found.body]).toEqual([method, url, body])
  })

  it('reads no file, runs nothing and says so', () => {
    const file = read(`curl https://h -d @/etc/passwd -H @headers.txt -b jar.txt --data-binary @-`)
    expect(file).toMatchObject({ method: 'POST', headers: [] })
    expect(file.body).toBeUndefined()
    expect(file.notes.join(' ')).toMatch(/\/etc\/passwd.*headers\.txt.*jar\.txt.*standard input/)
    const command = read('curl https://h -d "$(cat /etc/passwd)" -d `id`')
    expect(command.body).toBe('$(cat /etc/passwd)&`id`')
    expect(command.notes).toHaveLength(1)
  })

  it('takes a user name as curl does, and its own header before it', () => {
    expect(read(`curl -u ana:s3cret https://h`).headers).toEqual([
      ['Authorization', 'Basic YW5hOnMzY3JldA=='],
    ])
    expect(read(`curl https://ana:s3cret@h/x`)).toMatchObject({
      url: 'https://h/x',
      headers: [['Authorization', 'Basic YW5hOnMzY3JldA==']],
    })
    expect(read(`curl -u a:b -H 'Authorization: Bearer t' https://h`).headers).toHaveLength(1)
  })

  it.each([
    ['wget https://h', ['no-curl']],
    ['curl -X POST', ['no-url']],
    [`curl -d "a https://h`, ['open-quote']],
    [`curl $'a`, ['open-quote']],
  ])('says why %j is none', (line, expected) => {
    expect(codes(line)).toEqual(expected)
  })
})

describe('readCurl, Windows', () => {
  it.each([
    [
      'powershell',
      `curl.exe -X POST https://h/a -d '{"name":"D''Ávila","amount":"48"}'`,
      `{"name":"D'Ávila","amount":"48"}`,
    ],
    ['powershell', `PS C:\\Users\\ana> curl.exe https://h/a -d '{"a":"it''s"}'`, `{"a":"it's"}`],
    ['cmd', `curl https://h/a -d "{""amount"":""48""}"`, '{"amount":"48"}'],
    ['cmd', `C:\\Users\\ana>curl https://h/a -d "{\\"amount\\":\\"48\\"}"`, '{"amount":"48"}'],
    ['posix', `curl https://h/a -H "x: ""y" -d '{"a":""}'`, '{"a":""}'],
    ['posix', `curl https://h/a -d "{\\"a\\":\\"\\"}" -o ""`, '{"a":""}'],
  ] as const)('is told as %s by its prompt or its quotes: %s', (shell, line, body) => {
    expect(read(line)).toMatchObject({ shell, url: 'https://h/a', body })
  })

  it('reads cmd as Chrome writes it', () => {
    expect(
      read(
        `curl ^"https://h/a?b=%^20^" ^\r\n  -H ^"Content-Type: application/json^" ^\r\n  --data-raw ^"^{^\\^"amount^\\^":^\\^"13^%^^\\^"^}^"`,
      ),
    ).toMatchObject({
      shell: 'cmd',
      method: 'POST',
      url: 'https://h/a?b=%20',
      headers: [['Content-Type', 'application/json']],
      body: '{"amount":"13%^"}',
    })
  })

  it('reads cmd as Firefox writes it', () => {
    expect(read(`curl ^"https://h/^" -X POST --data-raw ^"{\\"a\\":\\"b\\"}^"`).body).toBe(
      '{"a":"b"}',
    )
  })

  it('reads PowerShell as browsers write it', () => {
    expect(
      read(
        `$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\r\n$session.UserAgent = "x"\r\nInvoke-WebRequest -UseBasicParsing -Uri "https://h/a" \`\r\n-Method "POST" \`\r\n-WebSession $session \`\r\n-Headers @{\r\n"accept"="*/*"\r\n  "x-q"="a\`"b"\r\n} \`\r\n-ContentType "application/json" \`\r\n-Body "{\`"a\`":\`"$([char]225)\`"}"`,
      ),
    ).toMatchObject({
      shell: 'powershell',
      method: 'POST',
      url: 'https://h/a',
      headers: [
        ['accept', '*/*'],
        ['x-q', 'a"b'],
        ['Content-Type', 'application/json'],
      ],
      body: '{"a":"á"}',
    })
    expect(
      read(
        `Invoke-RestMethod -Uri 'https://h' -Method Post -Body ([System.Text.Encoding]::UTF8.GetBytes("{}"))`,
      ).body,
    ).toBe('{}')
  })

  it('reads curl.exe in PowerShell', () => {
    expect(read('curl.exe -d "{`"a`":1}" `\r\n  https://h').body).toBe('{"a":1}')
  })
})

it('never breaks on what is pasted', () => {
  const piece = fc.constantFrom(
    ...[
      'curl ',
      '-H ',
      '-d ',
      '-X',
      "'",
      '"',
      '$',
      '\\',
      '^',
      '`',
      '\n',
      '@',
      '{',
      '}',
      '(',
      ')',
      '=',
    ],
    ...[
      'https://h',
      'Invoke-WebRequest ',
      '-Body ',
      '-Headers ',
      '@{',
      ';',
      '&',
      '<',
      ' ',
      'é',
      '\0',
    ],
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => void readCurl(pieces.join(''))),
    { numRuns: 2_000 },
  )
})
