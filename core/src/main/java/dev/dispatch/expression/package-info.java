/**
 * Interpolation of {@code ${...}}, its functions, and conditions with their evaluation. Imports {@code json},
 * {@code jsonpath}, {@code problem}, {@code schema} and Jackson.
 */
@NullMarked
package dev.dispatch.expression;

import org.jspecify.annotations.NullMarked;
