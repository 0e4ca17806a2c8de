/**
 * Many runs of one job: where their inputs come from, when each starts, what is measured and kept of them. Imports
 * {@code record} and below.
 */
@NullMarked
package dev.dispatch.batch;

import org.jspecify.annotations.NullMarked;
