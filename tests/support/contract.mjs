// Whether an answer is what the published description of the interface says.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { ask } from './wire.mjs';

const require = createRequire(import.meta.url);
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;

export class Contract {
  constructor(document) {
    this.document = document;
    this.checker = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true, validateFormats: true });
    addFormats(this.checker);
    for (const word of ['openapi', 'info', 'servers', 'tags', 'paths', 'components']) this.checker.addKeyword(word);
    this.checker.addSchema(document, 'openapi.json');
  }

  static async of(shop) {
    return new Contract((await ask(shop, { path: '/api/openapi.json' })).json);
  }

  resolve(node) {
    return node?.$ref ? node.$ref.slice(2).split('/').reduce((at, key) => at[key], this.document) : node;
  }

  operation(method, path) {
    return this.document.paths[path.split('?')[0]]?.[method.toLowerCase()];
  }

  // The schema at a pointer such as "#/components/schemas/Problem".
  validate(pointer, value, what) {
    const check = this.checker.getSchema(`openapi.json${pointer}`) ?? this.checker.compile({ $ref: `openapi.json${pointer}` });
    assert.ok(check(value), `${what}: ${this.checker.errorsText(check.errors)}\n${JSON.stringify(value)}`);
  }

  // Status, type, headers and body of the answer are described.
  check(answer) {
    const { method, path } = answer.asked;
    const plain = path.split('?')[0];
    const what = `${method} ${path} ${answer.status}`;
    const operation = this.operation(method, path);
    const described = operation?.responses[answer.status] ?? operation?.responses.default ?? { $ref: '#/components/responses/Refusal' };
    assert.ok(operation?.responses[answer.status] || answer.status >= 400, `${what}: this status is not described`);
    const response = this.resolve(described);
    const content = response.content ?? {};
    assert.ok(content[answer.type], `${what}: the type ${answer.type} is not described`);
    const pointer = described.$ref ?? `#/paths/${plain.replaceAll('/', '~1')}/${method.toLowerCase()}/responses/${answer.status}`;
    this.validate(`${pointer}/content/${answer.type.replaceAll('/', '~1')}/schema`, answer.json, what);
    for (const [name, header] of Object.entries(response.headers ?? {}))
      if (this.resolve(header).required) assert.ok(answer.headers[name.toLowerCase()], `${what}: no ${name}`);
    if (answer.type === 'application/problem+json') assert.equal(answer.json.status, answer.status, what);
    return answer;
  }
}
