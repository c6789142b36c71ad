import { rulesOf } from '../klavi/dialects/index.ts'
import type { Environment } from '../model/environment.ts'
import type { ExportForm, PayloadExport } from '../model/payload.ts'

/** The environment variable that the exported text takes its token from; never the token itself. */
const tokenVariable = 'KLAVI_ACCESS_TOKEN'

interface Request {
  url: string
  body: string
}

/** The request that sends a payload, as text for other tools. Secrets stand in it as named environment variables. */
export function exportPayload(
  environment: Environment,
  text: string,
  form: ExportForm,
): PayloadExport {
  if (form === 'json') return { form, text, variables: [] }
  const url = `${environment.origin}${environment.prefix}${rulesOf(environment.dialect).createPath}`
  const request = { url, body: text.trimEnd() }
  return { form, text: `${writers[form](request)}\n`, variables: [tokenVariable] }
}

const single = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** A text literal that JSON, JavaScript, Python and (without its `\u` surrogates apart) Java and C# read alike. */
const literal = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const lines = (text: string, indent: string): string =>
  text
    .split('\n')
    .map((line, index, all) => literal(index < all.length - 1 ? `${line}\n` : line))
    .join(` +\n${indent}`)

const writers: Record<Exclude<ExportForm, 'json'>, (request: Request) => string> = {
  curl: ({ url, body }) =>
    [
      `curl --request POST ${single(url)} \\`,
      `  --header 'Content-Type: application/json' \\`,
      `  --header "Authorization: Bearer $${tokenVariable}" \\`,
      `  --data-raw ${single(body)}`,
    ].join('\n'),
  fetch: ({ url, body }) => `const response: Response = await fetch(${literal(url)}, {
  method: 'POST',
  headers: {
    'Content-Type': 'application/json',
    Authorization: \`Bearer \${process.env.${tokenVariable}}\`,
  },
  body:
    ${lines(body, '    ')},
})
console.log(response.status, await response.text())`,
  python: ({ url, body }) => `import os

import requests

response = requests.post(
    ${literal(url)},
    headers={
        "Content-Type": "application/json",
        "Authorization": f"Bearer {os.environ['${tokenVariable}']}",
    },
    data=(
        ${lines(body, '        ').replaceAll(' +\n', '\n')}
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
            ${lines(body, '            ')};
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
    ${lines(body, '    ')};
var content = new StringContent(body, Encoding.UTF8, "application/json");
var response = await client.PostAsync(${literal(url)}, content);
Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");`,
}
