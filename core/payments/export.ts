import { m } from '../../messages/index.ts'
import { quote, quoteWithSecrets, secretPieces } from '../evidence/curl.ts'
import { rulesOf } from '../klavi/dialects/index.ts'
import type { Environment } from '../model/environment.ts'
import type { ExportForm, PayloadExport, ResolvedVariable } from '../model/payload.ts'

/** The environment variable that the exported text takes its token from; never the token itself. */
const tokenVariable = 'KLAVI_ACCESS_TOKEN'

interface Request {
  url: string
  body: string
}

/**
 * The request that sends a payload, as text for other tools. `text` is redacted: where a secret was, the request has the
 * name of an environment variable; JSON, which has no such thing, keeps the mark. `unset`: variables without a value.
 */
export function exportPayload(
  environment: Environment,
  text: string,
  form: ExportForm,
  unset: readonly ResolvedVariable[] = [],
): PayloadExport {
  if (form === 'json') return { form, text, variables: [], notes: [] }
  const url = `${environment.origin}${environment.prefix}${rulesOf(environment.dialect).createPath}`
  // As UTF-8 will have it: half a pair cannot be written in any of these languages.
  const body = text.trimEnd().replace(/\p{Surrogate}/gu, '\ufffd')
  const request = { url, body }
  const variables = secretPieces(request.body).flatMap((piece) =>
    'variable' in piece ? [piece.variable] : [],
  )
  return {
    form,
    text: `${writers[form](request)}\n`,
    variables: [...new Set([tokenVariable, ...variables])],
    notes: [
      ...(unset.length > 0
        ? [m.cli_variables_unknown({ names: unset.map(({ name }) => name).join(', ') })]
        : []),
      ...(environment.kind === 'simulator' && new URL(environment.origin).port === ''
        ? [m.export_no_port()]
        : []),
    ],
  }
}

const escaped = (letter: string, code: number, digits: number): string =>
  `\\${letter}${code.toString(16).padStart(digits, '0')}`

/** A text literal that JSON, JavaScript, Java and C# read alike. */
const literal = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\uffff]/g, (c) => escaped('u', c.charCodeAt(0), 4))

/** The same for Python, where the two halves of a surrogate pair are two characters that UTF-8 does not have. */
const pythonLiteral = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\u{10ffff}]/gu, (c) => {
    const code = c.codePointAt(0) ?? 0
    return code > 0xffff ? escaped('U', code, 8) : escaped('u', code, 4)
  })

/** The body as a sum of literals, one for each of its lines, and of what `variable` reads. */
const lines = (
  body: string,
  indent: string,
  variable: (name: string) => string,
  write = literal,
): string =>
  (body === '' ? [{ text: '' }] : secretPieces(body))
    .flatMap((piece) =>
      'variable' in piece
        ? [variable(piece.variable)]
        : piece.text.split(/(?<=\n)/).map((line) => write(line)),
    )
    .join(` +\n${indent}`)

const writers: Record<Exclude<ExportForm, 'json'>, (request: Request) => string> = {
  curl: ({ url, body }) =>
    [
      `curl --request POST ${quote(url)} \\`,
      `  --header 'Content-Type: application/json' \\`,
      `  --header "Authorization: Bearer $${tokenVariable}" \\`,
      `  --data-raw ${quoteWithSecrets(body)}`,
    ].join('\n'),
  fetch: ({ url, body }) => `const response: Response = await fetch(${literal(url)}, {
  method: 'POST',
  headers: {
    'Content-Type': 'application/json',
    Authorization: \`Bearer \${process.env.${tokenVariable}}\`,
  },
  body:
    ${lines(body, '    ', (name) => `process.env.${name}`)},
})
console.log(response.status, await response.text())`,
  python: ({ url, body }) => `import os

import requests

response = requests.post(
    ${pythonLiteral(url)},
    headers={
        "Content-Type": "application/json",
        "Authorization": f"Bearer {os.environ['${tokenVariable}']}",
    },
    data=(
        ${lines(body, '        ', (name) => `os.environ['${name}']`, pythonLiteral)}
    ).encode("utf-8"),
    timeout=30,
)
print(response.status_code, response.text)`,
  java: ({ url, body }) => `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class SendPayment {
    public static void main(String[] args) throws Exception {
        String body =
            ${lines(body, '            ', (name) => `System.getenv("${name}")`)};
        HttpRequest request = HttpRequest.newBuilder(URI.create(${literal(url)}))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + System.getenv("${tokenVariable}"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
        HttpResponse<String> response =
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(response.statusCode() + " " + response.body());
    }
}`,
  csharp: ({ url, body }) => `using System.Net.Http.Headers;
using System.Text;

using var client = new HttpClient();
client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
    "Bearer", Environment.GetEnvironmentVariable("${tokenVariable}"));
var body =
    ${lines(body, '    ', (name) => `Environment.GetEnvironmentVariable("${name}")`)};
var content = new StringContent(body, Encoding.UTF8, "application/json");
var response = await client.PostAsync(${literal(url)}, content);
Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");`,
}
