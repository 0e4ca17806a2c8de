/**
 * Modules written in Java: how they are compiled, kept and opened, what their classes offer, and how their methods are
 * called. Imports {@code sdk}, {@code json}, {@code problem}, {@code schema}, {@code job}, {@code module}, {@code file},
 * {@code shape}.
 */
@NullMarked
package dev.dispatch.code;

import org.jspecify.annotations.NullMarked;
