package dev.dispatch.builtin;

/**
 * What the module {@code flow} promises: its actions with descriptions, effects and schemas, in the form of
 * {@code module.json}. A text in a class and not a resource, since the first resource of a process opens the jar: some
 * twelve milliseconds of every command.
 */
final class FlowDocument {

    static final String TEXT = """
            {
              "name": "flow",
              "description": "Control flow: wait, poll, stop, note, call another job",
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
                },
                "call": {
                  "description": "Run another job within this run; its outputs are the response",
                  "effect": "read",
                  "input": {
                    "type": "object",
                    "properties": {
                      "job": { "type": "string", "minLength": 1, "description": "path of a job file, relative to this one, or module:job for a job that a module ships; no expression" },
                      "inputs": { "type": "object", "default": {}, "description": "values of the inputs that the called job declares" }
                    },
                    "required": ["job"],
                    "additionalProperties": false
                  },
                  "responseSchema": {
                    "type": "object",
                    "description": "the outputs of the called job, by name"
                  }
                }
              }
            }
            """;

    private FlowDocument() {}
}
