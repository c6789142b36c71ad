import type { ExchangeDetail, HeaderList } from '../model/exchange.ts'
import { maskBody, maskText } from './personal-data.ts'

/** One exchange as it leaves the program: redacted, and masked unless the person chose otherwise. */
export interface ExportedExchange extends ExchangeDetail {
  requestBody: string
  responseBody: string
}

export function masked(exchange: ExportedExchange): ExportedExchange {
  const headers = (list: HeaderList): HeaderList =>
    list.map(([name, value]) => [name, maskText(value)])
  return {
    ...exchange,
    url: maskText(exchange.url),
    requestHeaders: headers(exchange.requestHeaders),
    responseHeaders: headers(exchange.responseHeaders),
    requestBody: maskBody(exchange.requestBody),
    responseBody: maskBody(exchange.responseBody),
    ...(exchange.errorMessage !== undefined && { errorMessage: maskText(exchange.errorMessage) }),
  }
}

/** The value of a header, whatever its case. */
export const headerOf = (headers: HeaderList, name: string): string | undefined =>
  headers.find(([one]) => one.toLowerCase() === name)?.[1]
