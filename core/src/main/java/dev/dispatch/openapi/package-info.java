/**
 * Turns an OpenAPI document (3.0, 3.1) into the text of a {@code module.json} with HTTP actions, and lists what such
 * actions cannot say. Reads one local file; writes nothing, opens no connection. Imports json, problem and schema, and
 * Jackson's YAML reader for documents in YAML.
 */
@NullMarked
package dev.dispatch.openapi;

import org.jspecify.annotations.NullMarked;
