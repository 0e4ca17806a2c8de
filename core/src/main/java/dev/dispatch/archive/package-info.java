/**
 * Modules as files that travel: bundles and their {@code artifact.json}, packing, reading what may be hostile, installing
 * and removing in the user's layer, and fetching from a registry. Imports {@code json}, {@code problem}, {@code file},
 * {@code http}, {@code config}, {@code policy}, {@code module}, {@code redact}, {@code time}, {@code sdk}.
 */
@NullMarked
package dev.dispatch.archive;

import org.jspecify.annotations.NullMarked;
