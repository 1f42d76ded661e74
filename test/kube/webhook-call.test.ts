import { describe, expect, it } from 'vitest';
import type { KubeApi } from '../../src/kube/api.ts';
import { openWebhook } from '../../src/kube/webhook-call.ts';
import { startServer } from './server.ts';

/** What a webhook gives, of which nothing is asked but its URL. */
async function callOne(status: number, body: string): Promise<unknown> {
  const { url } = await startServer((_, response) => void response.writeHead(status).end(body));
  const webhook = await openWebhook({} as KubeApi, { url: `${url}/inject` }, { isInsecure: true }, {});
  try {
    return await webhook.call({});
  } finally {
    webhook.close();
  }
}

describe('a webhook', () => {
  it('gives the object that it answers', async () => {
    expect(await callOne(200, '{"response": {}}')).toEqual({ response: {} });
  });

  it.each([
    [500, 'could not\n\u001b[31mparse the Pod', /inject: it answers HTTP 500: could not \[31mparse the Pod$/],
    [404, '', /inject: it answers HTTP 404$/],
    [503, '<html><body><h1>no healthy upstream</h1></body></html>', /answers HTTP 503: no healthy upstream$/],
    [200, '[]', /inject: its answer is no JSON object$/],
    [200, 'ok', /inject: its answer is not JSON$/],
  ])('that answers %i with %j is told of', async (status, body, message) => {
    await expect(callOne(status, body)).rejects.toThrow(message);
  });
});
