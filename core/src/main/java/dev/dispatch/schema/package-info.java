/**
 * JSON Schema 2020-12, the only place that knows it: compiling, validating, defaults, summaries. Imports {@code json}
 * and {@code problem}; the schema library and RE2 stay behind this package.
 */
@NullMarked
package dev.dispatch.schema;

import org.jspecify.annotations.NullMarked;
