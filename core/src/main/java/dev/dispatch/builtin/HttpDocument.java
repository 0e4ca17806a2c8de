package dev.dispatch.builtin;

/**
 * What the module {@code http} promises: its actions with descriptions, effects and schemas, in the form of
 * {@code module.json}. A text in a class and not a resource, since the first resource of a process opens the jar: some
 * twelve milliseconds of every command.
 */
final class HttpDocument {

    static final String TEXT = """
            {
              "name": "http",
              "description": "Call an API without writing a module",
              "actions": {
                "request": {
                  "description": "Send one HTTP request",
                  "input": {
                    "type": "object",
                    "properties": {
                      "method": { "type": "string", "pattern": "^[A-Za-z]+$", "default": "GET", "description": "GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS" },
                      "url": { "type": "string", "minLength": 1, "description": "absolute URL; instead of path" },
                      "path": { "type": "string", "minLength": 1, "description": "path below the run's base URL; instead of url" },
                      "query": {
                        "type": "object",
                        "additionalProperties": { "type": ["string", "number", "boolean", "array"] },
                        "description": "name -> value, or an array for a repeated name; percent-encoded"
                      },
                      "headers": { "type": "object", "additionalProperties": { "type": ["string", "number"] } },
                      "body": { "description": "any JSON value, sent as application/json" },
                      "form": {
                        "type": "object",
                        "additionalProperties": { "type": ["string", "number", "boolean", "array"] },
                        "description": "sent as application/x-www-form-urlencoded"
                      },
                      "multipart": {
                        "type": "object",
                        "additionalProperties": {
                          "type": ["string", "number", "boolean", "object", "array"],
                          "properties": {
                            "file": { "type": "string", "minLength": 1, "description": "path; relative ones start from the job file, in dispatch run from the working directory" },
                            "filename": { "type": "string", "minLength": 1, "description": "what the service is told; the file's own name unless given" },
                            "type": { "type": "string", "pattern": "^[!-.0-~]+/[ -~]+$", "description": "media type such as text/csv; application/octet-stream unless given" }
                          },
                          "required": ["file"],
                          "additionalProperties": false,
                          "items": { "$ref": "#/$defs/part" }
                        },
                        "description": "name -> text or {file, filename?, type?}, or an array for several parts of one name; sent as multipart/form-data"
                      },
                      "text": { "type": "string", "description": "sent as text/plain unless a header says otherwise" },
                      "file": { "type": "string", "minLength": 1, "description": "path of a file that is sent as it is, as application/octet-stream unless a header says otherwise; relative ones start from the job file, in dispatch run from the working directory" },
                      "expectStatus": {
                        "anyOf": [{ "$ref": "#/$defs/status" }, { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/status" } }],
                        "default": "2xx",
                        "description": "a status such as 404, a range such as 4xx, or an array of them"
                      },
                      "timeout": { "type": "string", "pattern": "^([0-9]{1,10}ms|[0-9]{1,7}s|[0-9]{1,6}m|[0-9]{1,4}h)$", "description": "<n>ms, <n>s, <n>m or <n>h for the whole call, at most 9999h; 30s unless the job says otherwise" },
                      "followRedirects": { "type": "boolean", "default": true },
                      "auth": {
                        "type": ["object", "string"],
                        "properties": {
                          "type": { "description": "none, bearer {token}, basic {username, password}, api-key {name, value, in: header or query}, oauth2-client-credentials {tokenUrl, clientId, clientSecret, scope?, audience?, authStyle?: header or body}, aws-sigv4 {region, service, accessKeyId, secretAccessKey, sessionToken?}" }
                        },
                        "description": "how this request proves who sends it, to the origin of its URL alone, in the place of http.auth; \\"none\\" for not at all"
                      },
                      "saveTo": { "type": "string", "minLength": 1, "description": "file that the body of an expected answer is written to, decoded, up to 4 GiB; relative ones start from the job file, in dispatch run from the working directory. The record keeps path, size and sha256, not the bytes" }
                    },
                    "oneOf": [{ "required": ["url"] }, { "required": ["path"] }],
                    "additionalProperties": false
                  },
                  "responseSchema": {
                    "type": "object",
                    "properties": {
                      "status": { "type": "integer" },
                      "headers": { "type": "object", "additionalProperties": { "type": "string" }, "description": "names in lower case" },
                      "body": { "description": "JSON as it is, {} for none, {\\"_raw\\": text} for what is not JSON; {\\"_binary\\": {mediaType, size, sha256}} for binary content; {\\"_file\\": {path, mediaType, size, sha256}} with saveTo" },
                      "durationMs": { "type": "integer" },
                      "size": { "type": "integer", "description": "decoded bytes" },
                      "sha256": { "type": "string", "description": "of the decoded bytes" }
                    },
                    "required": ["status", "headers", "body", "durationMs", "size", "sha256"],
                    "additionalProperties": false
                  }
                },
                "graphql": {
                  "description": "Send one GraphQL operation",
                  "input": {
                    "type": "object",
                    "properties": {
                      "url": { "type": "string", "minLength": 1, "description": "absolute URL; instead of path" },
                      "path": { "type": "string", "minLength": 1, "description": "path below the run's base URL; instead of url" },
                      "query": { "type": "string", "minLength": 1, "description": "the GraphQL document; values belong into variables. For policies a mutation is a write, and a document with an expression in it the worst" },
                      "variables": { "type": "object", "description": "values of the document's variables" },
                      "operationName": { "type": "string", "minLength": 1, "description": "which operation of several" },
                      "headers": { "type": "object", "additionalProperties": { "type": ["string", "number"] } },
                      "timeout": { "type": "string", "pattern": "^([0-9]{1,10}ms|[0-9]{1,7}s|[0-9]{1,6}m|[0-9]{1,4}h)$", "description": "<n>ms, <n>s, <n>m or <n>h for the whole call, at most 9999h; 30s unless the job says otherwise" },
                      "expectErrors": { "type": "boolean", "default": false, "description": "true: errors in the answer are no failure" }
                    },
                    "required": ["query"],
                    "oneOf": [{ "required": ["url"] }, { "required": ["path"] }],
                    "additionalProperties": false
                  },
                  "responseSchema": {
                    "type": "object",
                    "properties": {
                      "status": { "type": "integer" },
                      "headers": { "type": "object", "additionalProperties": { "type": "string" }, "description": "names in lower case" },
                      "data": { "description": "as the service gave it; absent where it gave none" },
                      "errors": { "type": "array", "description": "absent where there are none" },
                      "extensions": { "description": "as the service gave it" },
                      "durationMs": { "type": "integer" }
                    },
                    "required": ["status", "headers", "durationMs"]
                  }
                }
              },
              "$defs": {
                "part": {
                  "type": ["string", "number", "boolean", "object"],
                  "properties": {
                    "file": { "type": "string", "minLength": 1 },
                    "filename": { "type": "string", "minLength": 1 },
                    "type": { "type": "string", "pattern": "^[!-.0-~]+/[ -~]+$" }
                  },
                  "required": ["file"],
                  "additionalProperties": false
                },
                "status": {
                  "anyOf": [{ "type": "integer", "minimum": 100, "maximum": 599 }, { "type": "string", "pattern": "^[1-5](xx|[0-9][0-9])$" }]
                }
              }
            }
            """;

    private HttpDocument() {}
}
