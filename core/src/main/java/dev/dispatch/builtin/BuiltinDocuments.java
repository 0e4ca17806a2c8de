package dev.dispatch.builtin;

/**
 * What the built-in modules promise: their actions with descriptions, effects and schemas, in the form of
 * {@code module.json}. Texts in a class and not resources, since the first resource of a process opens the jar: some
 * twelve milliseconds of every command.
 */
final class BuiltinDocuments {

    static final String FLOW = """
            {
              "name": "flow",
              "description": "Control flow: wait, poll, stop, note",
              "actions": {
                "sleep": {
                  "description": "Wait for a duration",
                  "effect": "read",
                  "input": {
                    "type": "object",
                    "properties": {
                      "duration": { "type": "string", "pattern": "^([0-9]{1,10}ms|[0-9]{1,7}s|[0-9]{1,6}m|[0-9]{1,4}h)$", "description": "<n>ms, <n>s, <n>m or <n>h, such as 500ms or 2m; at most 9999h" }
                    },
                    "required": ["duration"],
                    "additionalProperties": false
                  },
                  "responseSchema": {
                    "type": "object",
                    "properties": { "slept": { "type": "string", "description": "the duration as given" } },
                    "required": ["slept"],
                    "additionalProperties": false
                  }
                },
                "poll": {
                  "description": "Call another action again and again until conditions hold",
                  "effect": "read",
                  "input": {
                    "type": "object",
                    "properties": {
                      "action": { "type": "string", "pattern": "^[a-z0-9-]+\\\\.[a-z0-9-]+$", "description": "module.action to call" },
                      "payload": { "type": "object", "default": {}, "description": "what the action is given at each try" },
                      "intervalMs": { "type": "integer", "minimum": 250, "maximum": 5000, "default": 1000, "description": "pause between two tries" },
                      "maxDurationMs": { "type": "integer", "minimum": 1000, "maximum": 3600000, "default": 45000, "description": "no try starts later than this" },
                      "maxAttempts": { "type": "integer", "minimum": 1, "maximum": 100000, "description": "most tries; without it the duration decides" },
                      "minSuccessAttempts": { "type": "integer", "minimum": 1, "maximum": 1000, "default": 1, "description": "how many tries in a row must match" },
                      "conditions": { "type": ["object", "array"], "description": "condition over the action's response; true ends the poll" },
                      "failWhen": { "type": ["object", "array"], "description": "condition over the action's response; true fails the poll at once" },
                      "store": {
                        "type": "object",
                        "additionalProperties": { "type": "string" },
                        "description": "run name -> RFC 9535 path in the response that matched"
                      },
                      "continueOnActionError": { "type": "boolean", "default": true, "description": "whether a failed call is tried again" }
                    },
                    "required": ["action", "conditions"],
                    "additionalProperties": false
                  },
                  "responseSchema": {
                    "type": "object",
                    "properties": {
                      "matched": { "type": "boolean" },
                      "attempts": { "type": "integer" },
                      "elapsedMs": { "type": "integer" },
                      "lastAction": { "type": "string" },
                      "lastStatus": { "type": "string", "enum": ["SUCCEEDED", "FAILED"], "description": "how the last try ended" },
                      "lastResponse": { "description": "the last response of the action" }
                    },
                    "required": ["matched", "attempts", "elapsedMs", "lastAction", "lastStatus"],
                    "additionalProperties": false
                  }
                },
                "fail": {
                  "description": "Fail the run with a message",
                  "effect": "read",
                  "input": {
                    "type": "object",
                    "properties": { "message": { "type": "string", "minLength": 1 } },
                    "required": ["message"],
                    "additionalProperties": false
                  }
                },
                "log": {
                  "description": "Write a line into the activity log",
                  "effect": "read",
                  "input": {
                    "type": "object",
                    "properties": { "message": { "type": "string" } },
                    "required": ["message"],
                    "additionalProperties": false
                  },
                  "responseSchema": {
                    "type": "object",
                    "properties": { "message": { "type": "string" } },
                    "required": ["message"],
                    "additionalProperties": false
                  }
                }
              }
            }
            """;

    static final String MEMORY = """
            {
              "name": "memory",
              "description": "Named values that outlive a run",
              "actions": {
                "store": {
                  "description": "Store a value under a key",
                  "effect": "write",
                  "input": {
                    "type": "object",
                    "properties": {
                      "namespace": { "$ref": "#/$defs/namespace" },
                      "key": { "$ref": "#/$defs/key" },
                      "value": { "description": "any JSON value" }
                    },
                    "required": ["namespace", "key", "value"],
                    "additionalProperties": false
                  },
                  "responseSchema": {
                    "type": "object",
                    "properties": {
                      "stored": { "type": "boolean" },
                      "namespace": { "type": "string" },
                      "key": { "type": "string" },
                      "value": {}
                    },
                    "required": ["stored", "namespace", "key", "value"],
                    "additionalProperties": false
                  }
                },
                "store-many": {
                  "description": "Store one value for each element of an array, all or nothing",
                  "effect": "write",
                  "input": {
                    "type": "object",
                    "properties": {
                      "namespace": { "$ref": "#/$defs/namespace" },
                      "source": { "type": "array", "description": "the elements" },
                      "keyJsonPath": { "type": "string", "description": "RFC 9535 path to the key in each element" },
                      "valueJsonPath": { "type": "string", "default": "$.value", "description": "RFC 9535 path to the value in each element" },
                      "keyPrefix": { "type": "string", "description": "put before each key, with a dot between" }
                    },
                    "required": ["namespace", "source", "keyJsonPath"],
                    "additionalProperties": false
                  },
                  "responseSchema": { "$ref": "#/$defs/storedMany" },
                  "exportsSchema": { "$ref": "#/$defs/storedMany" }
                },
                "recall": {
                  "description": "Read a value",
                  "effect": "read",
                  "input": {
                    "type": "object",
                    "properties": {
                      "namespace": { "$ref": "#/$defs/namespace" },
                      "key": { "$ref": "#/$defs/key" },
                      "defaultValue": { "description": "the value where the key is absent; without it that is null" }
                    },
                    "required": ["namespace", "key"],
                    "additionalProperties": false
                  },
                  "responseSchema": { "$ref": "#/$defs/recalled" },
                  "exportsSchema": { "$ref": "#/$defs/recalled" }
                },
                "recall-many": {
                  "description": "Read several values at once",
                  "effect": "read",
                  "input": {
                    "type": "object",
                    "properties": {
                      "namespace": { "$ref": "#/$defs/namespace" },
                      "keys": { "type": "array", "items": { "$ref": "#/$defs/key" }, "maxItems": 10000 },
                      "defaultValue": { "description": "the value where a key is absent; without it that is null" }
                    },
                    "required": ["namespace", "keys"],
                    "additionalProperties": false
                  },
                  "responseSchema": { "$ref": "#/$defs/recalledMany" },
                  "exportsSchema": { "$ref": "#/$defs/recalledMany" }
                },
                "list": {
                  "description": "List namespaces, or the keys of one",
                  "effect": "read",
                  "input": {
                    "type": "object",
                    "properties": {
                      "namespace": { "$ref": "#/$defs/namespace" },
                      "prefix": { "$ref": "#/$defs/key" }
                    },
                    "dependentRequired": { "prefix": ["namespace"] },
                    "additionalProperties": false
                  },
                  "responseSchema": {
                    "type": "object",
                    "properties": {
                      "namespaces": { "type": "array", "items": { "type": "string" } },
                      "namespace": { "type": "string" },
                      "prefix": { "type": "string" },
                      "keys": { "type": "array", "items": { "type": "string" } },
                      "count": { "type": "integer" },
                      "contents": { "type": "object" }
                    },
                    "required": ["count"],
                    "additionalProperties": false
                  }
                },
                "forget": {
                  "description": "Remove a key, or everything in a namespace",
                  "effect": "delete",
                  "input": {
                    "type": "object",
                    "properties": {
                      "namespace": { "$ref": "#/$defs/namespace" },
                      "key": { "$ref": "#/$defs/key" },
                      "all": { "const": true, "description": "instead of key: the whole namespace" }
                    },
                    "required": ["namespace"],
                    "oneOf": [{ "required": ["key"] }, { "required": ["all"] }],
                    "additionalProperties": false
                  },
                  "responseSchema": {
                    "type": "object",
                    "properties": {
                      "cleared": { "type": "boolean", "description": "whether the whole namespace was removed" },
                      "namespace": { "type": "string" },
                      "key": { "type": "string" },
                      "forgotten": { "type": "boolean", "description": "whether the key was there" },
                      "removed": { "type": "integer", "description": "how many keys the namespace had" }
                    },
                    "required": ["cleared", "namespace"],
                    "additionalProperties": false
                  }
                }
              },
              "$defs": {
                "namespace": { "type": "string", "pattern": "^[a-z0-9][a-z0-9_-]*$", "description": "lower-case letters, digits, underscores and hyphens" },
                "key": { "type": "string", "minLength": 1, "description": "dotted path" },
                "storedMany": {
                  "type": "object",
                  "properties": {
                    "stored": { "type": "boolean" },
                    "namespace": { "type": "string" },
                    "count": { "type": "integer" },
                    "keys": { "type": "array", "items": { "type": "string" } }
                  },
                  "required": ["stored", "namespace", "count", "keys"],
                  "additionalProperties": false
                },
                "recalled": {
                  "type": "object",
                  "properties": {
                    "found": { "type": "boolean" },
                    "namespace": { "type": "string" },
                    "key": { "type": "string" },
                    "value": {}
                  },
                  "required": ["found", "namespace", "key", "value"],
                  "additionalProperties": false
                },
                "recalledMany": {
                  "type": "object",
                  "properties": {
                    "namespace": { "type": "string" },
                    "results": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "properties": { "key": { "type": "string" }, "found": { "type": "boolean" }, "value": {} },
                        "required": ["key", "found", "value"],
                        "additionalProperties": false
                      }
                    },
                    "foundCount": { "type": "integer" },
                    "missingKeys": { "type": "array", "items": { "type": "string" } }
                  },
                  "required": ["namespace", "results", "foundCount", "missingKeys"],
                  "additionalProperties": false
                }
              }
            }
            """;

    static final String HTTP = """
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
                      "text": { "type": "string", "description": "sent as text/plain unless a header says otherwise" },
                      "expectStatus": {
                        "anyOf": [{ "$ref": "#/$defs/status" }, { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/status" } }],
                        "default": "2xx",
                        "description": "a status such as 404, a range such as 4xx, or an array of them"
                      },
                      "timeout": { "type": "string", "pattern": "^([0-9]{1,10}ms|[0-9]{1,7}s|[0-9]{1,6}m|[0-9]{1,4}h)$", "description": "<n>ms, <n>s, <n>m or <n>h for the whole call, at most 9999h; 30s unless the job says otherwise" },
                      "followRedirects": { "type": "boolean", "default": true }
                    },
                    "oneOf": [{ "required": ["url"] }, { "required": ["path"] }],
                    "additionalProperties": false
                  },
                  "responseSchema": {
                    "type": "object",
                    "properties": {
                      "status": { "type": "integer" },
                      "headers": { "type": "object", "additionalProperties": { "type": "string" }, "description": "names in lower case" },
                      "body": { "description": "JSON as it is, {} for none, {\\"_raw\\": text} for what is not JSON; {\\"_binary\\": {mediaType, size, sha256}} for binary content" },
                      "durationMs": { "type": "integer" },
                      "size": { "type": "integer", "description": "decoded bytes" },
                      "sha256": { "type": "string", "description": "of the decoded bytes" }
                    },
                    "required": ["status", "headers", "body", "durationMs", "size", "sha256"],
                    "additionalProperties": false
                  }
                }
              },
              "$defs": {
                "status": {
                  "anyOf": [{ "type": "integer", "minimum": 100, "maximum": 599 }, { "type": "string", "pattern": "^[1-5](xx|[0-9][0-9])$" }]
                }
              }
            }
            """;

    private BuiltinDocuments() {}
}
