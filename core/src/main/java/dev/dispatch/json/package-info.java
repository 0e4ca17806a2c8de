/** Tree helpers, the canonical writer, and where in a text each node stands. Imports Jackson only. */
@NullMarked
package dev.dispatch.json;

import org.jspecify.annotations.NullMarked;
