// Holds archives against the JSON Schema of HAR 1.2; prints each thing that does not fit and then ends with 1.
const fs = require('fs');
const Ajv = require('ajv');
const schemas = require('har-schema');

const ajv = new Ajv({ allErrors: true, schemaId: 'auto' });
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-06.json'));
ajv.addSchema(Object.values(schemas));
const fits = ajv.compile(schemas.har);
let bad = 0;
for (const file of process.argv.slice(2)) {
  if (!fits(JSON.parse(fs.readFileSync(file, 'utf8')))) {
    bad = 1;
    for (const error of fits.errors.slice(0, 20)) {
      console.log(`${file} ${error.dataPath} ${error.message}`);
    }
  }
}
process.exitCode = bad;
