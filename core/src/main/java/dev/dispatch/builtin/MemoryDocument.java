package dev.dispatch.builtin;

/**
 * What the module {@code memory} promises: its actions with descriptions, effects and schemas, in the form of
 * {@code module.json}. A text in a class and not a resource, since the first resource of a process opens the jar: some
 * twelve milliseconds of every command.
 */
final class MemoryDocument {

    static final String TEXT = """
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
                      "values": { "type": "object" }
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

    private MemoryDocument() {}
}
