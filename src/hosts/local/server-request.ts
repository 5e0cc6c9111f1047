/** What routes read of a request. */
import type { FastifyRequest } from 'fastify';

/** A failure of the interface itself: `message` says what to do. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    override readonly name = 'ApiError',
  ) {
    super(message);
  }
}

export const param = (request: FastifyRequest, name: string): string => String((request.params as Record<string, unknown>)[name] ?? '');
export const asked = (request: FastifyRequest): Record<string, string | undefined> => request.query as Record<string, string | undefined>;

/** The JSON body; throws 400 with the reason. */
export function bodyOf(request: FastifyRequest, otherwise: unknown): unknown {
  const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8').trim() : '';
  if (text === '') return otherwise;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ApiError(400, `The body is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
