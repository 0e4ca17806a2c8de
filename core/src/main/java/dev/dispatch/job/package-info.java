/**
 * The job file as records, and the parser that makes them. Imports {@code json}, {@code problem}, {@code time}, {@code auth}
 * and {@code expression}.
 */
@NullMarked
package dev.dispatch.job;

import org.jspecify.annotations.NullMarked;
