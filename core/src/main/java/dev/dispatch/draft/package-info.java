/** A job with expectations that is drafted from what a run observed. Imports {@code comparison} and below. */
@NullMarked
package dev.dispatch.draft;

import org.jspecify.annotations.NullMarked;
