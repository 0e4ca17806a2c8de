/**
 * Runs as files that travel: bundles of whole records, and taking them in. Imports {@code record}, {@code archive} and
 * below.
 */
@NullMarked
package dev.dispatch.transfer;

import org.jspecify.annotations.NullMarked;
