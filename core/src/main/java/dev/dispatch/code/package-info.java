/**
 * Modules written in Java: what their classes offer, and how their methods are called. Imports {@code sdk},
 * {@code json}, {@code problem}, {@code schema}, {@code job}, {@code module}, {@code file}.
 */
@NullMarked
package dev.dispatch.code;

import org.jspecify.annotations.NullMarked;
