/**
 * The secrets of a run, the forms they travel in, and the one gate that everything written or shown goes through.
 * Imports {@code json}.
 */
@NullMarked
package dev.dispatch.redact;

import org.jspecify.annotations.NullMarked;
